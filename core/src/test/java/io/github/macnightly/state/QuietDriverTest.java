package io.github.macnightly.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;

/** What the database's driver finds to say about its own temporary files is nobody's business. */
class QuietDriverTest {

  @TempDir Path temporary;

  /** Opens a database in a virtual machine that has not loaded the driver yet. */
  static final class Opening {
    private Opening() {}

    public static void main(String[] arguments) throws Exception {
      Database.inMemory().close();
    }
  }

  @Test
  void anUnpackedLibraryThatCannotBeTidiedAwayIsNotTold() throws Exception {
    Files.createDirectories(
        temporary.resolve("sqlite-" + SQLiteJDBCLoader.getVersion() + "-left/not-empty"));
    Path said = temporary.resolve("said");

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dorg.sqlite.tmpdir=" + temporary,
                "-cp",
                withoutLogLibrary(),
                Opening.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();

    assertThat(process.waitFor()).isZero();
    assertThat(Files.readString(said, StandardCharsets.UTF_8).lines())
        .noneMatch(line -> line.contains("SEVERE") || line.contains("native lib"));
  }

  /** The program has no slf4j beside it; with one the driver would tell nothing anyhow. */
  private static String withoutLogLibrary() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("slf4j"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
