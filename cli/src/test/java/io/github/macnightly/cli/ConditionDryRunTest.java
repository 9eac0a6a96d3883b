package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Condition scripts of a tree: who asks them, in which order, and that a dry run runs none. */
class ConditionDryRunTest {

  @TempDir Path folder;

  private Path root;
  private Path ran;

  @BeforeEach
  void makeTree() throws IOException {
    root = folder.resolve("tree");
    ran = folder.resolve("ran");
    script("lab", "touch '" + ran + "'; echo site=A; echo machine_type=tablet");
    Path manifests = Files.createDirectories(root.resolve("Library/Managed Installs/manifests"));
    Files.writeString(
        manifests.resolve("lab.yaml"),
        "catalogs: [p]\nmanaged_installs: [All]\n"
            + "conditional_items: [{condition: site == 'A', managed_installs: [A]}]\n");
  }

  private Path script(String name, String line) throws IOException {
    Path script = root.resolve("usr/local/munki/conditions").resolve(name);
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\n" + line + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Run run(String command, String... words) {
    List<String> all = new ArrayList<>(List.of(command, "--root", root.toString()));
    all.addAll(List.of(words));
    return Run.as("conditions", all.toArray(String[]::new));
  }

  private String facts(String text) throws IOException {
    return Files.writeString(folder.resolve("facts.json"), text).toString();
  }

  @Test
  void dryRunRunsNoScriptInAnyCommand() throws IOException {
    Path left = root.resolve("Library/Managed Installs/ConditionalItems.plist");
    Files.writeString(left, "<plist><dict><key>site</key><string>A</string></dict></plist>");
    String[][] commands = {
      {"facts", "-n"},
      {"eval", "-n", "site == 'A'"},
      {"explain", "-n", "site == 'A'"},
      {"manifest", "-n", "lab"},
      {"run-scripts", "-n"},
      {"run-scripts", "-n", "--only", "lab"}
    };
    for (String[] words : commands) {
      Run run = run(words[0], List.of(words).subList(1, words.length).toArray(String[]::new));

      assertThat(ran).as(words[0]).doesNotExist();
      assertThat(run.errors())
          .as(words[0])
          .isEqualTo("would run these condition scripts, whose facts are not known now: lab\n");
    }
    assertThat(left).exists();
    assertThat(run("manifest", "--dry-run", "lab").output()).isEqualTo("install All\n");
    assertThat(run("eval", "-nq", "site == 'A'")).isEqualTo(new Run(1, "false\n", ""));
  }

  @Test
  void dryRunTellsOfEachScriptWhetherItWouldRun() throws IOException {
    Path open = script("open", "true");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

    Run run = run("run-scripts", "--dry-run");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).isEqualTo("lab\twould run\t0.0\t\t\nopen\trefused\t0.0\t\t\n");
    assertThat(run.errors()).contains("open may be written by everybody");
    String json = run("run-scripts", "-n", "--json", "--only", "lab").output();
    assertThat(
            JsonParser.parseString(json)
                .getAsJsonObject()
                .getAsJsonArray("scripts")
                .get(0)
                .getAsJsonObject()
                .get("status")
                .getAsString())
        .isEqualTo("would run");
    assertThat(run("run-scripts", "-n", "--only", "gone").status()).isEqualTo(66);
  }

  /** Built-in below scripts below files, whoever asks. */
  @Test
  void orderOfFactsIsTheSameForAllCommands() throws IOException {
    String file = facts("{\"site\": \"B\"}");

    assertThat(run("facts", "site", "machine_type").output())
        .isEqualTo("site\tA\nmachine_type\ttablet\n");
    assertThat(run("facts", "--munki-order", "machine_type").output())
        .isNotEqualTo("machine_type\ttablet\n");
    assertThat(run("facts", "--no-scripts", "machine_type").output())
        .isNotEqualTo("machine_type\ttablet\n");
    assertThat(run("facts", "--no-scripts", "site").status()).isEqualTo(2);
    assertThat(run("facts", "--scripts", "--facts", file, "site", "machine_type").output())
        .isEqualTo("site\tB\nmachine_type\ttablet\n");
    String both = "site == 'B' AND machine_type == 'tablet'";
    assertThat(run("eval", "--scripts", "--facts", file, both).status()).isZero();
    assertThat(run("explain", "--scripts", "--facts", file, both).output()).startsWith("*\ttrue");
    assertThat(run("manifest", "--scripts", "--facts", file, "lab").output())
        .isEqualTo("install All\n");
    assertThat(run("manifest", "lab").output()).isEqualTo("install A\ninstall All\n");
  }

  @Test
  void scriptThatFailsLeavesTheOtherFacts() throws IOException {
    script("bad", "exit 3");

    Run run = run("facts", "site");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).isEqualTo("site\tA\n");
    assertThat(run.errors()).isEqualTo("bad: exit status 3\n");
  }
}
