package io.github.macnightly.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.process.ProcessResult;
import io.github.macnightly.process.ProcessRunner;
import io.github.macnightly.process.SystemProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocalHostTest {

  @TempDir Path root;
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  private final ProcessRunner recorded =
      request -> {
        String command = String.join(" ", request.command());
        asked.add(command);
        String answer = answers.get(command);
        if (answer == null) {
          throw new IOException("cannot run " + command);
        }
        return new ProcessResult(0, answer + "\n", "", false, false, Duration.ZERO);
      };

  private LocalHost host(String javaArchitecture, Map<String, String> environment) {
    return new LocalHost(root, recorded, environment, javaArchitecture);
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void mac(String name, String version, String build) throws IOException {
    file(
        "System/Library/CoreServices/" + name,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" \
        "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0"><dict>
        <key>ProductBuildVersion</key><string>%s</string>
        <key>ProductName</key><string>macOS</string>
        <key>ProductVersion</key><string>%s</string>
        </dict></plist>
        """
            .formatted(build, version));
  }

  @Test
  void macSaysItsVersionInItsPropertyList() throws Exception {
    mac("SystemVersion.plist", "15.4", "24E248");
    answers.put("sysctl -n hw.optional.arm64", "1");
    answers.put("uname -n", "mini-7.example.org");

    LocalHost host = host("aarch64", Map.of());

    assertThat(host.isMac()).isTrue();
    assertThat(host.node()).isEqualTo("mini-7.example.org");
    assertThat(host.name()).isEqualTo("mini-7");
    assertThat(host.architecture()).isEqualTo("arm64");
    assertThat(host.osVersion()).isEqualTo("15.4");
    assertThat(host.osBuild()).isEqualTo("24E248");
  }

  @Test
  void compatibilityMaskIsLookedBehind() throws Exception {
    mac("SystemVersion.plist", "10.16", "24E248");
    mac(".SystemVersionPlatform.plist", "15.4.1", "24E263");

    assertThat(host("x86_64", Map.of("SYSTEM_VERSION_COMPAT", "1")).osVersion())
        .isEqualTo("15.4.1");
    assertThat(host("x86_64", Map.of()).osVersion()).isEqualTo("10.16");
  }

  @Test
  void translatedJavaKnowsAppleSilicon() throws Exception {
    mac("SystemVersion.plist", "14.0", "23A344");
    answers.put("sysctl -n hw.optional.arm64", "1");

    assertThat(host("x86_64", Map.of()).architecture()).isEqualTo("arm64");
  }

  @Test
  void intelMacHasNoSuchKey() throws Exception {
    mac("SystemVersion.plist", "10.14.6", "18G9323");

    assertThat(host("x86_64", Map.of()).architecture()).isEqualTo("x86_64");
  }

  @ParameterizedTest
  @CsvSource({"amd64,x86_64", "aarch64,arm64", "riscv64,riscv64"})
  void elsewhereJavaNamesTheProcessor(String java, String expected) {
    assertThat(host(java, Map.of()).architecture()).isEqualTo(expected);
    assertThat(asked).isEmpty();
  }

  @Test
  void linuxSaysItInOsRelease() throws Exception {
    file("proc/sys/kernel/hostname", "lab-3.example.org\n");
    file(
        "etc/os-release",
        "# a comment\nPRETTY_NAME=\"Debian GNU/Linux 12\"\nNAME=\"Debian \\\"GNU\\\"/Linux\"\n"
            + "VERSION_ID='12'\nBROKEN\n=x\n");
    Host host = host("amd64", Map.of());

    assertThat(host.isMac()).isFalse();
    assertThat(host.osName()).isEqualTo("Debian \"GNU\"/Linux");
    assertThat(host.osVersion()).isEqualTo("12");
    assertThat(host.osBuild()).isEmpty();
    assertThat(host.name()).isEqualTo("lab-3");
  }

  @Test
  void machineThatSaysNothingIsBorne() {
    Host host = host("amd64", Map.of());

    assertThat(host.name()).isEqualTo("localhost");
    assertThat(host.osVersion()).isEmpty();
    assertThat(host.root()).isFalse();
  }

  @Test
  void damagedPropertyListIsBorne() throws Exception {
    file("System/Library/CoreServices/SystemVersion.plist", "<plist><dict><key>");

    assertThat(host("x86_64", Map.of()).osVersion()).isEmpty();
    assertThat(host("x86_64", Map.of()).osName()).isEqualTo("macOS");
  }

  @Test
  void nothingIsAskedTwiceAndNothingBeforeItIsNeeded() {
    answers.put("id -u", "0");
    Host host = host("amd64", Map.of());
    assertThat(asked).isEmpty();

    assertThat(host.root()).isTrue();
    assertThat(host.root()).isTrue();

    assertThat(asked).containsExactly("id -u");
  }

  @Test
  void programsAreFoundOnThePath() throws Exception {
    file("bin/tool", "");
    file("other/tool", "");
    file("bin/plain", "");
    for (String name : List.of("bin/tool", "other/tool")) {
      Files.setPosixFilePermissions(
          root.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Host host = host("amd64", Map.of("PATH", root + "/none:" + root + "/bin:" + root + "/other"));

    assertThat(host.find("tool")).contains(root.resolve("bin/tool"));
    assertThat(host.find(root + "/other/tool")).contains(root.resolve("other/tool"));
    assertThat(host.find("plain")).isEmpty();
    assertThat(host.find("bin")).isEmpty();
  }

  @Test
  void thisMachineAgreesWithItsOwnTools() throws Exception {
    ProcessRunner runner = new SystemProcessRunner();
    LocalHost host = new LocalHost(Path.of("/"), runner, System.getenv());
    String uname =
        new String(new ProcessBuilder("uname", "-n").start().getInputStream().readAllBytes());
    String id = new String(new ProcessBuilder("id", "-u").start().getInputStream().readAllBytes());

    assertThat(host.node()).isEqualTo(uname.strip());
    assertThat(host.root()).isEqualTo(id.strip().equals("0"));
    assertThat(host.architecture()).isIn("arm64", "x86_64");
    assertThat(host.find("sh")).isPresent();
  }
}
