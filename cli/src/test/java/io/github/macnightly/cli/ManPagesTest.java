package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The pages in {@code man/} are written from the commands. After a command was changed they are
 * written again with {@code mvn -pl cli -am test -Dtest=ManPagesTest -Dmacnightly.man=write
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ManPagesTest {

  private final Path folder = Run.project().resolve("man");

  @Test
  void pagesInTheTreeAreThoseOfTheCommands() throws IOException {
    Map<String, String> wanted = wanted();
    if ("write".equals(System.getProperty("macnightly.man"))) {
      write(wanted);
    }
    assertThat(present())
        .as("man/ is stale: run this test with -Dmacnightly.man=write")
        .isEqualTo(wanted);
  }

  @Test
  void manReadsThePagesWithoutComplaint() throws IOException, InterruptedException {
    for (String name : wanted().keySet()) {
      Process groff =
          new ProcessBuilder(
                  "groff", "-man", "-Tutf8", "-ww", "-z", folder.resolve(name).toString())
              .redirectErrorStream(true)
              .start();
      assertThat(new String(groff.getInputStream().readAllBytes())).isEmpty();
      assertThat(groff.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Map<String, String> wanted() {
    List<String> names = new ArrayList<>(List.of(Commands.PROGRAM));
    names.addAll(Commands.LAUNCHED);
    Map<String, String> pages = new TreeMap<>();
    for (String name : names) {
      CommandLine line =
          name.equals(Commands.PROGRAM)
              ? Commands.program(Run.session())
              : Commands.command(name, Run.session());
      List<String> others = names.stream().filter(other -> !other.equals(name)).toList();
      pages.put(name + ".1", ManPage.of(line, others));
    }
    return pages;
  }

  private void write(Map<String, String> pages) throws IOException {
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(folder.resolve(page.getKey()), page.getValue());
    }
  }

  private Map<String, String> present() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        pages.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return pages;
  }
}
