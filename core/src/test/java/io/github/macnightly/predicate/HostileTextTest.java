package io.github.macnightly.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.ProcessorTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Long texts that are looked at again and again end in a refusal, whatever is done to them. */
class HostileTextTest {

  private static final int SIZE = 120_000;

  private static final Map<String, Object> TEXTS =
      Map.of(
          "a",
          "a".repeat(SIZE),
          "b",
          "a".repeat(SIZE / 2) + "b",
          "same",
          new StringBuilder("a".repeat(SIZE)).toString(),
          "marks",
          "a" + "\u0301\u0323".repeat(SIZE / 2),
          "sigmas",
          "\u03A3".repeat(SIZE),
          "sharp",
          "\u00DF".repeat(SIZE),
          "dotted",
          "\u0130".repeat(SIZE),
          "list",
          new ArrayList<>(Collections.nCopies(2_000, 1L)),
          "words",
          new ArrayList<>(Collections.nCopies(2_000, "a".repeat(SIZE))),
          "long",
          new ArrayList<>(Collections.nCopies(SIZE, 1L)));

  private static <T> T soon(Supplier<T> work) {
    ProcessorTime.Measured<T> result = ProcessorTime.of(512 << 10, work::get);
    assertThat(result.millis()).isLessThan(1_000);
    return result.value();
  }

  private static void endsInAnError(String predicate) {
    Verdict verdict = soon(() -> Verdict.of(predicate, Facts.of(TEXTS)));

    assertThat(verdict.outcome()).isEqualTo(Outcome.EVAL_ERROR);
    assertThat(verdict.error().orElseThrow()).hasMessageContaining("more work than is allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a CONTAINS b",
        "b IN a",
        "a CONTAINS[cd] b",
        "a BEGINSWITH[cd] 'x'",
        "'x' BEGINSWITH[cd] a",
        "a ENDSWITH[c] b",
        "'x' ENDSWITH[c] b",
        "a LIKE '*b'",
        "a LIKE[cd] '?*?b'",
        "a ==[c] same AND a == 'x'",
        "a <[c] same",
        "a < same",
        "lowercase(a) == 'x'",
        "uppercase(a) == 'x'",
        "a.capitalizedString == 'x'",
        "a.pathComponents.@count == 7",
        "CAST(a, 'NSString').length == 7",
        "long.@sum == 7",
        "long.@distinctUnionOfObjects CONTAINS 7",
        "sum(long) == 7",
        "words.@max == 'x'",
        "long CONTAINS 7",
        "ANY long == 7",
        "SUBQUERY(long, $y, FALSEPREDICATE).@count == 7",
        "SUBQUERY(words, $y, $y == a).@count == 7"
      })
  void endsWhatIsDoneOftenToLongText(String work) {
    endsInAnError("SUBQUERY(list, $x, " + work + ").@count == 2000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "marks ==[d] 'x'",
        "marks ==[cd] 'x'",
        "uppercase(marks) == 'x'",
        "lowercase(sigmas) == 'x'",
        "sigmas.lowercaseString == 'x'"
      })
  void endsWhatTakesTheSquareOfTheLength(String predicate) {
    endsInAnError(predicate);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uppercase(sharp).length == 240000",
        "lowercase(dotted).length == 240000",
        "sharp.uppercaseString.length == 240000",
        "sharp ==[c] uppercase(sharp)",
        "sigmas ==[c] sigmas",
        "a CONTAINS same",
        "NOT a CONTAINS b",
        "NOT b IN a"
      })
  void answersOnceForLongText(String predicate) {
    Verdict verdict = soon(() -> Verdict.of(predicate, Facts.of(TEXTS)));

    assertThat(verdict.error()).isEmpty();
    assertThat(verdict.outcome()).isEqualTo(Outcome.TRUE);
  }

  @Test
  void endsAContainsOfWrittenTextForLintToo() {
    String numbers =
        IntStream.range(0, 40).mapToObj(Integer::toString).collect(Collectors.joining(","));
    String predicate =
        "SUBQUERY({"
            + numbers
            + "}, $x, \""
            + "a".repeat(SIZE)
            + "\" CONTAINS \""
            + "a".repeat(SIZE / 2)
            + "b\").@count == 0";

    assertThat(soon(() -> Lint.check(predicate, Munki.FACTS))).isNotEmpty();
    assertThat(soon(() -> Verdict.of(predicate, Facts.of(Map.of()))).error()).isPresent();
  }

  @Test
  void sharesTheWorkOfALintAmongAllThatIsFixed() {
    String numbers =
        IntStream.range(0, 300).mapToObj(Integer::toString).collect(Collectors.joining(","));
    String one =
        "SUBQUERY({"
            + numbers
            + "}, $x, SUBQUERY({"
            + numbers
            + "}, $y, SUBQUERY({"
            + numbers
            + "}, $z, 1 == 2).@count == 1).@count == 1).@count == 1";
    String predicate = String.join(" OR ", Collections.nCopies(60, one)) + " OR arch == 'x'";

    List<Finding> findings = soon(() -> Lint.check(predicate, Munki.FACTS));

    assertThat(findings).extracting(Finding::rule).contains("literal-comparison");
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "1, 3", "2, 26"})
  void findsWhatPlainSearchFinds(long seed, int letters) throws EvaluationException {
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      String text = letters(random, 200 + random.nextInt(60), letters);
      String part = letters(random, 2 + random.nextInt(12), letters);
      boolean found = Search.contains(text, part, new Budget(Settings.DEFAULT));

      assertThat(found).as("%s in %s", part, text).isEqualTo(text.contains(part));
    }
  }

  private static String letters(Random random, int length, int letters) {
    return random
        .ints(length, 'a', 'a' + letters)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
