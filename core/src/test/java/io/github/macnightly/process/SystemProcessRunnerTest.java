package io.github.macnightly.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SystemProcessRunnerTest {

  @TempDir Path folder;

  private final ProcessRunner runner = new SystemProcessRunner();

  private ProcessResult sh(String script, String... arguments) throws Exception {
    return runner.run(Shell.request(script, arguments));
  }

  @Test
  void everyExitCodeComesBackAsItIs() throws Exception {
    for (int code :
        new int[] {0, 1, 2, 3, 63, 64, 65, 77, 100, 124, 126, 127, 128, 137, 254, 255}) {
      assertThat(sh("exit " + code).exitCode()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 9, 11, 15})
  void deathBySignalIsItsNumberAbove128(int signal) throws Exception {
    ProcessResult result = sh("kill -" + signal + " $$");

    assertThat(result.exitCode()).isEqualTo(128 + signal);
    assertThat(result.timedOut()).isFalse();
    assertThat(result.ok()).isFalse();
  }

  @Test
  void outputAndErrorsAreKeptApart() throws Exception {
    ProcessResult result = sh("echo out; echo err >&2");

    assertThat(result.output()).isEqualTo("out\n");
    assertThat(result.errors()).isEqualTo("err\n");
    assertThat(result.ok()).isTrue();
    assertThat(result.truncated()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Grouping.class)
  void argumentsReachTheProgramAsTheyAre(Grouping grouping) throws Exception {
    String[] odd = {
      "",
      " ",
      "two words",
      "it's",
      "\"double\"",
      "a'b\"c",
      "line\nbreak",
      "tab\t",
      "$HOME `id` \\",
      "*",
      "-n",
      "--",
      "${x}",
      "a;b&c|d",
      "\\\\n",
      "'"
    };
    ProcessRunner one = new SystemProcessRunner(Duration.ofSeconds(1), grouping);

    ProcessResult result = one.run(Shell.request("printf '%s\\0' \"$@\"", odd));

    assertThat(result.output()).isEqualTo(String.join("\0", odd) + "\0");
  }

  @Test
  void umlautsReachTheProgramWhereTheLocaleHasThem() throws Exception {
    assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "the locale has no UTF-8");

    assertThat(sh("printf %s \"$1\"", "Äpfel ß 日本").output()).isEqualTo("Äpfel ß 日本");
  }

  @Test
  void addedVariablesAreThereBesideTheInheritedOnes() throws Exception {
    ProcessRequest request =
        Shell.request("echo \"$ADDED:$PATH\"").withEnvironment("ADDED", "yes it is");

    assertThat(runner.run(request).output().strip())
        .isEqualTo("yes it is:" + System.getenv("PATH"));
  }

  @Test
  void bytesThatAreNoTextReachUsUnchangedWhereThatIsAskedFor() throws Exception {
    ProcessRequest request =
        Shell.request("printf '\\000\\200\\377'; printf 'f\\303\\274r' >&2")
            .withOutputEncoding(StandardCharsets.ISO_8859_1);

    ProcessResult result = runner.run(request);

    assertThat(result.output()).isEqualTo("\0\u0080\u00ff");
    assertThat(result.errors()).isEqualTo("für");
  }

  @Test
  void runsInTheDirectoryThatIsAskedFor() throws Exception {
    ProcessResult result = runner.run(Shell.request("pwd -P").withDirectory(folder));

    assertThat(result.output().strip()).isEqualTo(folder.toRealPath().toString());
  }

  @Test
  void inputReachesTheProgram() throws Exception {
    byte[] text = "ein Brief\n".repeat(200_000).getBytes(UTF_8);

    ProcessResult result = runner.run(Shell.request("wc -c").withInput(text));

    assertThat(result.output().strip()).isEqualTo("" + text.length);
  }

  @Test
  void withoutInputAProgramReadsNothing() throws Exception {
    assertThat(sh("cat; echo done").output()).isEqualTo("done\n");
  }

  @Test
  void missingProgramIsNamed() {
    assertThatThrownBy(() -> runner.run(ProcessRequest.of("no-such-program")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot run no-such-program: there is no such program on PATH");
    assertThatThrownBy(() -> runner.run(ProcessRequest.of(folder + "/missing")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder + "/missing: there is no such program");
  }

  @Test
  void fileThatIsNotExecutableIsNamed() throws Exception {
    Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n");

    assertThatThrownBy(() -> runner.run(ProcessRequest.of(script.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(script + ": it is not an executable file");
    assertThatThrownBy(() -> runner.run(ProcessRequest.of(folder.toString())))
        .hasMessageContaining(folder + ": it is not an executable file");
  }

  @Test
  void scriptWithoutItsInterpreterIsRefused() throws Exception {
    assumeTrue(Grouping.best() == Grouping.SETSID);
    Path script = Shell.script(folder.resolve("script"), "#!/no/such/shell\n");

    assertThatThrownBy(() -> runner.run(ProcessRequest.of(script.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot run");
  }

  @Test
  void relativeProgramIsFoundFromItsDirectory() throws Exception {
    Shell.script(folder.resolve("own script"), "#!/bin/sh\necho \"found $1\"\n");

    ProcessRequest request = ProcessRequest.of("./own script", "it").withDirectory(folder);

    assertThat(runner.run(request).output()).isEqualTo("found it\n");
  }

  @Test
  void missingDirectoryIsNamed() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> runner.run(ProcessRequest.of("true").withDirectory(missing)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(missing.toString());
  }

  @Test
  void programsOnAnAddedPathAreFound() throws Exception {
    Path script = folder.resolve("only-here");
    Files.writeString(script, "#!/bin/sh\necho here\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));

    ProcessRequest request =
        ProcessRequest.of("only-here").withEnvironment("PATH", folder + ":/usr/bin:/bin");

    assertThat(runner.run(request).output()).isEqualTo("here\n");
  }
}
