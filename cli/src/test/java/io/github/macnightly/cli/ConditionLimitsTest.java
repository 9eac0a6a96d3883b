package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.ProcessorTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hostile texts, through each command: they are refused, soon, in little memory, in few words. */
class ConditionLimitsTest {

  private static final String PARENTHESES = "(".repeat(100_000);
  private static final String MEGABYTE = "x".repeat(1 << 20);
  private static final long SECOND = 1_000;

  @TempDir Path folder;
  private String facts;

  @BeforeEach
  void writeFiles() throws IOException {
    facts = write("known.json", "{\"arch\": \"arm64\"}");
    write("hostile/deep.json", "{\"a\":".repeat(100_000));
    write("hostile/deep.yaml", "{a: ".repeat(100_000));
    write("hostile/deep.plist", "<plist>" + "<array>".repeat(100_000));
    write("hostile/laughs.yaml", laughs());
    write(
        "hostile/laughs.plist",
        "<!DOCTYPE plist [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]><plist><dict><key>catalogs</key>"
            + "<array><string>&b;</string></array></dict></plist>");
    write("hostile/itself.yaml", "a: &x [*x]\n");
    Files.write(folder.resolve("hostile/itself.plist"), itself());
    write("hostile/large.yaml", "a: " + MEGABYTE);
  }

  private String write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  private static String laughs() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      String one = "*a" + (i - 1) + ", ";
      yaml.append("a" + i + ": &a" + i + " [" + one.repeat(8) + "*a" + (i - 1) + "]\n");
    }
    return yaml.toString();
  }

  /** A binary property list whose object 0 is an array that holds object 0. */
  private static byte[] itself() {
    byte[] list = new byte[43];
    System.arraycopy(
        "bplist00".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, list, 0, 8);
    list[8] = (byte) 0xa1;
    list[10] = 8;
    list[17] = 1;
    list[18] = 1;
    list[26] = 1;
    list[42] = 10;
    return list;
  }

  private List<Path> hostile() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("hostile"))) {
      return files.sorted().toList();
    }
  }

  /** Runs a command and judges its words and the time that this processor gave it. */
  private static Run quick(String... words) {
    ProcessorTime.Measured<Run> measured = ProcessorTime.of(0, () -> Run.as("conditions", words));
    assertThat(measured.millis()).as(words[0]).isLessThan(SECOND);
    Run run = measured.value();
    assertThat(run.output().length() + run.errors().length()).as(words[0]).isLessThan(4000);
    return run;
  }

  @Test
  void predicatesAreRefused() {
    for (String predicate :
        List.of(PARENTHESES, MEGABYTE, "NOT ".repeat(100_000), "a == '" + MEGABYTE)) {
      for (String command : List.of("eval", "explain")) {
        assertThat(quick(command, "--facts", facts, predicate).status()).isEqualTo(65);
      }
    }
  }

  @Test
  void predicatesOfFilesCostThemselvesOnly() throws IOException {
    String manifest =
        write(
            "m.yaml",
            "catalogs: [p]\nmanaged_installs: [A]\nconditional_items:\n- condition: '"
                + PARENTHESES
                + "'\n- condition: \""
                + "x".repeat(700_000)
                + "\"\n");
    String cases =
        write(
            "c.jsonl",
            "{\"predicate\": \""
                + PARENTHESES
                + "\"}\n{\"predicate\": \""
                + MEGABYTE
                + "\"}\n{\"predicate\": \"a\", \"facts\": "
                + "[".repeat(100_000)
                + "\n"
                + MEGABYTE
                + "\n");

    Run walk = quick("manifest", "--facts", facts, manifest);
    assertThat(walk.status()).isEqualTo(1);
    assertThat(walk.output()).isEqualTo("install A\n");
    assertThat(walk.errors().lines()).hasSize(2);
    assertThat(quick("lint", manifest).output().lines()).hasSize(2);
    Run test = quick("test", cases);
    assertThat(test.status()).isEqualTo(1);
    assertThat(test.output()).startsWith("2 cases").contains("2 lines are no cases");
    assertThat(quick("lint", cases).output().lines()).hasSize(4);
  }

  @Test
  void documentsAreRefused() throws IOException {
    String sound = write("sound.yaml", "catalogs: [p]\n");
    for (Path file : hostile()) {
      String name = file.toString();
      assertThat(quick("facts", "--facts", name, "arch").status()).as(name).isEqualTo(65);
      assertThat(quick("eval", "--facts", name, "arch == 'x'").status()).as(name).isEqualTo(65);
      assertThat(quick("manifest", "--facts", facts, name).status()).as(name).isEqualTo(65);
      Run chosen = quick("manifest", "--facts", facts, "--choices", name, sound);
      assertThat(chosen.status()).as(name).isEqualTo(65);
      assertThat(chosen.errors()).as(name).contains(name).containsOnlyOnce("\n");
      assertThat(quick("lint", name).status()).as(name).isIn(1, 65);
    }
  }

  @Test
  @Timeout(60)
  void littleMemoryIsEnough() throws Exception {
    write("hostile/c.jsonl", "{\"predicate\": \"" + PARENTHESES + "\"}\n" + MEGABYTE + "\n");
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dmacnightly.name=conditions",
                Main.class.getName(),
                "lint",
                folder.resolve("hostile").toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();

    assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(out)).doesNotContain("out of memory", "internal error");
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(Files.readAllLines(out)).hasSize(10);
  }
}
