package io.github.macnightly.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "Foo*, Foo1.dmg",
    "*, ''",
    "*.dmg, .dmg",
    "F?o, Foo",
    "F[a-o]o, Foo",
    "F[!a-n]o, Foo",
    "x[]]y, x]y",
    "x[a-]y, x-y",
    "x[y, x[y",
    "x[]y, x[]y",
    "a*b*c, a/b/bbc",
    "?, \uD83D\uDE00"
  })
  void matches(String glob, String text) {
    assertThat(new Glob(glob).matches(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Foo, MyFoo",
    "Foo, Foo1",
    "1.5, 1x5",
    "F?o, Fo",
    "F[a-n]o, Foo",
    "F[!o]o, Foo",
    "foo*, Foo",
    "*a, b",
    "(a|b), a",
    "a+, aa",
    "'', a"
  })
  void doesNotMatch(String glob, String text) {
    assertThat(new Glob(glob).matches(text)).isFalse();
  }

  @Test
  void takesItsTimeFromTheLengthsOnlyWhateverTheStars() {
    String stars = "*a".repeat(200) + "b";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> assertThat(new Glob(stars).matches("a".repeat(5000))).isFalse());
  }

  @Test
  void agreesWithTheShellOnRandomPatterns() throws Exception {
    Random random = new Random(42);
    List<String> words = new ArrayList<>();
    StringBuilder ours = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      String glob = random(random, "ab-]*?[!^/", 6);
      String text = random(random, "ab-]*[!^/", 5);
      words.add(glob);
      words.add(text);
      ours.append(new Glob(glob).matches(text) ? '1' : '0');
    }
    assertThat(ours.toString()).isEqualTo(shell(words));
  }

  private static String random(Random random, String alphabet, int most) {
    StringBuilder s = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      s.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return s.toString();
  }

  /** Asks bash, whose case patterns let a star match slashes as well. */
  private static String shell(List<String> words) throws IOException, InterruptedException {
    String script =
        "while IFS= read -r g && IFS= read -r t; do case $t in $g) printf 1;; *) printf 0;; esac;"
            + " done";
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", script);
    builder.environment().put("LC_ALL", "C");
    Process bash = builder.start();
    Thread feeder =
        new Thread(
            () -> {
              try (var in = bash.getOutputStream()) {
                in.write((String.join("\n", words) + "\n").getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                bash.destroy();
              }
            });
    feeder.start();
    String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    feeder.join();
    bash.waitFor();
    return answer;
  }
}
