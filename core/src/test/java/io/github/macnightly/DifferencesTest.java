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

/** doc/differences.md names the test that holds each difference; those tests exist. */
class DifferencesTest {

  private static final Pattern TEST = Pattern.compile("`(\\w+Tests?)(?:\\.(\\w+))?`");
  private static final Path PROJECT = Path.of(System.getProperty("macnightly.project"));

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    String text = Files.readString(PROJECT.resolve("doc/differences.md"));
    List<MatchResult> named = TEST.matcher(text).results().toList();
    assertThat(named).hasSizeGreaterThan(15);
    for (MatchResult test : named) {
      assertThat(source(test.group(1))).as(test.group()).contains(method(test));
    }
  }

  private static String method(MatchResult test) {
    return test.group(2) == null ? "class " + test.group(1) : "void " + test.group(2) + "(";
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
