package io.github.macnightly.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example scripts of Munki's documentation, run as they are there, but for their first line:
 * the sh of a Mac is a bash, and its python is gone. Programs and modules of a Mac have stand-ins.
 */
final class ReferenceScriptsTest {

  private static final String DOCUMENT = "../reference/munki-conditional-items.md";
  private static final List<String> PROGRAMS = List.of("defaults", "plutil", "networksetup");
  private static final List<String> MODULES =
      List.of("SystemConfiguration.py", "Foundation.py", "plistlib.py");

  @TempDir Path folder;
  private Site site;
  private Path standIns;

  @BeforeEach
  void makeSite() throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    site = new Site(root);
    standIns = Files.createDirectory(folder.resolve("stand-ins"));
    for (String name : PROGRAMS) {
      Files.setPosixFilePermissions(copy(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    for (String name : MODULES) {
      copy(name);
    }
    site.with(
        site.settings()
            .withEnvironment(
                Map.of(
                    "PATH",
                    standIns + ":" + System.getenv("PATH"),
                    "PYTHONPATH",
                    standIns.toString(),
                    "PYTHONDONTWRITEBYTECODE",
                    "1")));
  }

  private Path copy(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream(name)) {
      Path target = standIns.resolve(name);
      Files.copy(in, target);
      return target;
    }
  }

  private static String example(String firstLine) throws IOException {
    Optional<Path> document = Shared.fixture(DOCUMENT);
    assumeTrue(document.isPresent(), "the collection of found documents is absent");
    Pattern block =
        Pattern.compile("```\n" + Pattern.quote(firstLine) + "\n(.*?)```", Pattern.DOTALL);
    Matcher matcher = block.matcher(Files.readString(document.get()));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static void assumeRuns(String... command) throws Exception {
    int status;
    try {
      status = new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      status = 127;
    }
    assumeTrue(status == 0, command[0] + " is absent");
  }

  private static final Map<String, Object> PORTS =
      Map.of("hardware_ports", List.of("Ethernet", "Wi-Fi", "Thunderbolt Bridge"));

  @Test
  void shellExampleFindsTheHardwarePorts() throws Exception {
    assumeRuns("perl", "-e", "1");
    assumeRuns("bash", "-c", "true");
    site.script("ports.sh", "#!/bin/bash\n" + example("#!/bin/sh"));

    ScriptReport report = site.runOne();

    assertThat(report.messages()).isEmpty();
    assertThat(report.status()).isEqualTo(ScriptStatus.DONE);
    assertThat(report.keys()).isEqualTo(PORTS);
    assertThat(Files.readString(standIns.resolve("plutil.log"))).contains("-convert xml1");
  }

  @Test
  void shellExampleNeedsNoConversion() throws Exception {
    assumeRuns("perl", "-e", "1");
    assumeRuns("bash", "-c", "true");
    String text = example("#!/bin/sh").replaceAll("(?m)^plutil .*$", "");
    site.script("ports.sh", "#!/bin/bash\n" + text);

    assertThat(site.runOne().keys()).isEqualTo(PORTS);
    assertThat(standIns.resolve("plutil.log")).doesNotExist();
  }

  @Test
  void pythonExampleFindsThePrimaryInterface() throws Exception {
    assumeRuns("python3", "-c", "import plistlib");
    String text = example("#!/usr/bin/python");
    site.script("network.py", "#!/usr/bin/env python3\n" + text);

    ScriptReport report = site.runOne();

    assertThat(report.errors()).isEmpty();
    assertThat(report.keys())
        .containsOnly(
            Map.entry("primary_interface_name", "en0"),
            Map.entry("primary_ip_address", "192.168.1.128"));
  }

  @Test
  void bothExamplesTogetherLoseNothing() throws Exception {
    assumeRuns("perl", "-e", "1");
    assumeRuns("bash", "-c", "true");
    assumeRuns("python3", "-c", "import plistlib");
    site.script("b ports", "#!/bin/bash\n" + example("#!/bin/sh"));
    site.script("a network", "#!/usr/bin/env python3\n" + example("#!/usr/bin/python"));

    ScriptAnswers answers = site.run();

    assertThat(answers.ok()).isTrue();
    assertThat(answers.conflicts()).isEmpty();
    assertThat(answers.values().keySet())
        .containsExactly("primary_interface_name", "primary_ip_address", "hardware_ports");
    assertThat(answers.values().get("hardware_ports").script()).isEqualTo("b ports");
  }

  @Test
  void pythonScriptMayWriteABinaryListAndJson() throws Exception {
    assumeRuns("python3", "-c", "import plistlib");
    site.script(
        "own.py",
        """
        #!/usr/bin/env python3
        import json, os, plistlib
        path = os.path.join(os.environ["MANAGED_INSTALL_DIR"], "ConditionalItems.plist")
        with open(path, "wb") as out:
            plistlib.dump({"größe": [1, 2.5, True, "日本"]}, out, fmt=plistlib.FMT_BINARY)
        print(json.dumps({"ram_gb": 16, "site": "Köln"}))
        """);

    assertThat(site.runOne().keys())
        .containsOnly(
            Map.entry("größe", List.of(1L, 2.5, true, "日本")),
            Map.entry("ram_gb", 16L),
            Map.entry("site", "Köln"));
  }
}
