package io.github.macnightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each difference in doc/differences.md names the test that holds it; those tests exist. */
class DifferencesTest {

  private static final Pattern TEST = Pattern.compile("`(\\w+Tests?)(?:\\.(\\w+))?`");

  /** A row of a table, but not its head, or an element of a list. */
  private static final Pattern DIFFERENCE =
      Pattern.compile("- .*|\\| (?!the scripts of 2006 \\|).*\\|");

  private static final Path PROJECT = Path.of(System.getProperty("macnightly.project"));
  private static final Path DIFFERENCES = PROJECT.resolve("doc/differences.md");

  @Test
  void everyDifferenceNamesATest() throws IOException {
    List<String> differences =
        Files.readAllLines(DIFFERENCES).stream().filter(DIFFERENCE.asMatchPredicate()).toList();

    assertThat(differences).hasSizeGreaterThan(30);
    assertThat(differences).allSatisfy(line -> assertThat(line).containsPattern(TEST));
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    List<MatchResult> named = TEST.matcher(Files.readString(DIFFERENCES)).results().toList();
    assertThat(named).hasSizeGreaterThan(15);
    for (MatchResult test : named) {
      assertThat(source(test.group(1))).as(test.group()).containsPattern(declaration(test));
    }
  }

  /** Finds the class, or the declaration of the method: factories of tests return streams. */
  private static Pattern declaration(MatchResult test) {
    return test.group(2) == null
        ? Pattern.compile("class " + test.group(1) + "\\b")
        : Pattern.compile("(?m)^  (?:void|[A-Z][\\w<>]+) " + test.group(2) + "\\(");
  }

  private static String source(String name) throws IOException {
    for (String module : List.of("core", "cli")) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/test/java"))) {
        Path wanted = Path.of(name + ".java");
        Path file = files.filter(f -> f.getFileName().equals(wanted)).findFirst().orElse(null);
        if (file != null) {
          return Files.readString(file);
        }
      }
    }
    return "";
  }
}
