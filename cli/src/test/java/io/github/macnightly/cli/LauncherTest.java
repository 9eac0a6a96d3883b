package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.cli.Installation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, with a Java that only says how it was called, and with the real one. */
class LauncherTest {

  private static final String REAL_JAVA = System.getProperty("java.home");

  @TempDir Path folder;

  private Installation installation;

  @BeforeEach
  void install() throws IOException {
    installation = Installation.of(folder.resolve("my tools")).withProgram();
  }

  @Test
  void goesByTheNameOfItsLink() throws Exception {
    Result result = installation.withFakeJava("17.0.1").run(installation.bin("update"), "now");

    assertThat(result.output()).contains("<-Dmacnightly.name=update>").endsWith("<now>");
  }

  @Test
  void goesByItsOwnNameWithoutALink() throws Exception {
    Result result = installation.withFakeJava("17.0.1").run(installation.bin("macnightly"), "x");

    assertThat(result.output()).contains("<-Dmacnightly.name=macnightly>").endsWith("<x>");
  }

  @Test
  void findsItsHomeThroughLinksFromAnotherDirectory() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Path second = Files.createSymbolicLink(elsewhere.resolve("hop"), installation.bin("update"));
    Path first = Files.createSymbolicLink(elsewhere.resolve("nightly"), second.getFileName());

    Result result = installation.withFakeJava("17").in(elsewhere).run(first);

    assertThat(result.output())
        .contains("<-Dmacnightly.name=update>")
        .contains("<-Dmacnightly.home=" + folder.toRealPath().resolve("my tools") + ">");
  }

  @Test
  void isFoundOnThePathAndCalledByItsBareName() throws Exception {
    String bin = installation.bin("update").getParent().toString();
    installation.withFakeJava("17").with("PATH", bin + ":/usr/bin:/bin");

    Result result = installation.run(Path.of("/bin/sh"), "-c", "cd / && update now");

    assertThat(result.output()).contains("<-Dmacnightly.name=update>").endsWith("<now>");
  }

  @Test
  void passesArgumentsUnchanged() throws Exception {
    Result result =
        installation
            .withFakeJava("21.0.2")
            .run(installation.bin("update"), "a b", "", "*", "$HOME", "it's", "-Dx=y");

    assertThat(result.output()).endsWith("<a b><><*><$HOME><it's><-Dx=y>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_402", "11.0.2", "16.0.1"})
  void javaThatIsTooOldGetsOneLine(String version) throws Exception {
    Result result = installation.withFakeJava(version).run(installation.bin("update"));

    assertThat(result.status()).isEqualTo(69);
    assertThat(result.errors()).startsWith("update: ").contains(version, "17").endsWith("\n");
    assertThat(result.errors().lines()).hasSize(1);
    assertThat(result.output()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "17.0.15", "25.0.3", "27-ea"})
  void javaThatIsNewEnoughIsTaken(String version) throws Exception {
    Result result = installation.withFakeJava(version).run(installation.bin("update"));

    assertThat(result.status()).isZero();
  }

  @Test
  void javaOnThePathIsAskedForItsVersionWhenNoFileTellsIt() throws Exception {
    Path bin = folder.resolve("programs");
    Installation.script(bin.resolve("java"), "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

    Result result =
        installation.with("PATH", bin + ":/usr/bin:/bin").run(installation.bin("update"));

    assertThat(result.status()).isEqualTo(69);
    assertThat(result.errors()).contains("11.0.2");
  }

  @Test
  void missingJavaGetsOneLine() throws Exception {
    Result result = installation.with("PATH", bare()).run(installation.bin("update"));

    assertThat(result.status()).isEqualTo(69);
    assertThat(result.errors()).startsWith("update: Java is missing").contains("JDK 17");
    assertThat(result.errors().lines()).hasSize(1);
  }

  @Test
  void unusableJavaHomeIsPassedOver() throws Exception {
    Path bin = folder.resolve("programs");
    Installation.script(bin.resolve("java"), "echo 'openjdk version \"17.0.2\"' >&2; echo ran");

    Result result =
        installation
            .with("JAVA_HOME", "/nowhere")
            .with("PATH", bin + ":/usr/bin:/bin")
            .run(installation.bin("update"));

    assertThat(result.output()).endsWith("ran\n");
  }

  @Test
  void takesTheClassArchiveOfExactlyThisJava() throws Exception {
    Path archives = Files.createDirectories(folder.resolve("my tools/lib/cds"));
    Files.createFile(archives.resolve("macnightly-17.0.1.jsa"));

    Result fits = installation.withFakeJava("17.0.1").run(installation.bin("update"));
    assertThat(fits.output()).contains("macnightly-17.0.1.jsa>");
  }

  @Test
  void givesTheNativeLibrariesOfTheJavaItFound() throws Exception {
    Path natives = Files.createDirectories(folder.resolve("my tools/lib/native/Linux-x86_64"));

    Result result = installation.withFakeJava("17.0.1").run(installation.bin("update"));

    assertThat(result.output()).contains("<-Dorg.sqlite.lib.path=" + natives.toRealPath() + ">");
  }

  @Test
  void runsTheProgram() throws Exception {
    installation.with("JAVA_HOME", REAL_JAVA);

    Result result = installation.run(installation.bin("conditions"), "facts", "--help");

    assertThat(result.errors()).isEmpty();
    assertThat(result.output()).startsWith("Usage: conditions facts");
    assertThat(result.status()).isZero();
  }

  @Test
  void damagedClassArchiveDisturbsNothing() throws Exception {
    Path archives = Files.createDirectories(folder.resolve("my tools/lib/cds"));
    String version = System.getProperty("java.version");
    Files.writeString(archives.resolve("macnightly-" + version + ".jsa"), "not an archive");
    installation.with("JAVA_HOME", REAL_JAVA);

    Result result = installation.run(installation.bin("macnightly"), "--version");

    assertThat(result.status()).isZero();
    assertThat(result.output()).startsWith("macnightly ").containsOnlyOnce("\n");
    assertThat(result.errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", ""})
  void argumentsOutsideAsciiSurviveTheLocaleOfCron(String locale) throws Exception {
    installation.with("JAVA_HOME", REAL_JAVA).with("LC_ALL", locale);

    Result result = installation.run(installation.bin("conditions"), "facts", "--Pr\u00fcf\u2713");

    assertThat(result.errors()).contains("'--Pr\u00fcf\u2713'");
  }

  @Test
  void exitStatusIsThatOfTheProgram() throws Exception {
    installation.with("JAVA_HOME", REAL_JAVA);

    assertThat(installation.run(installation.bin("conditions"), "--oops").status()).isEqualTo(2);
  }

  /** A folder with what the launcher needs of a system, without a Java. */
  private String bare() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bare"));
    for (String program : new String[] {"readlink", "sed", "uname"}) {
      Installation.script(bin.resolve(program), "PATH=/usr/bin:/bin; " + program + " \"$@\"");
    }
    return bin.toString();
  }
}
