package io.github.macnightly.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What predicates say of facts. */
class EvaluationTest {

  private static final Map<String, Object> FACTS = new HashMap<>();

  static {
    FACTS.put("name", "Caf\u00E9-07");
    FACTS.put("n", 7);
    FACTS.put("half", 0.5f);
    FACTS.put("big", new BigDecimal("9007199254740993"));
    FACTS.put("yes", true);
    FACTS.put("tags", List.of("red", "green"));
    FACTS.put("array", new Object[] {"red", 2});
    FACTS.put("empty", List.of());
    FACTS.put("holes", Arrays.asList("x", null));
    FACTS.put("apps", List.of(Map.of("id", "a", "v", 1), Map.of("id", "b", "v", 4)));
    FACTS.put("day", Date.from(Instant.parse("2024-02-29T12:00:00Z")));
    FACTS.put("data", new byte[] {1, 2});
  }

  private static Verdict verdict(String predicate) {
    return Verdict.of(predicate, Facts.of(FACTS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n == 7 OR n == 8 AND n == 9",
        "NOT n == 8 AND yes == TRUE",
        "half * 2 == 1",
        "n / 2 == 3",
        "big > 9007199254740992",
        "big != 9007199254740992.0",
        "array[1] == 2",
        "ANY array == 'red'",
        "name BEGINSWITH[d] 'Cafe'",
        "name LIKE[cd] 'cafe-??'",
        "name MATCHES '\\\\w+-[[:digit:]]+'",
        "NOT name MATCHES 'Caf'",
        "missing == nil",
        "missing != 1",
        "NOT missing > 1",
        "missing <= nil",
        "NOT missing CONTAINS 'x'",
        "ALL missing == 1",
        "NONE missing == 1",
        "NOT ANY missing == 1",
        "ALL empty == 1",
        "NOT ANY empty == 1",
        "empty[FIRST] == nil",
        "ANY holes == nil",
        "tags CONTAINS 'red'",
        "NOT tags CONTAINS 'r'",
        "ANY tags CONTAINS 'r'",
        "NOT tags CONTAINS[c] 'RED'",
        "'red' IN tags",
        "n IN {1, 7}",
        "n BETWEEN {7, 9}",
        "apps.@max.v == 4",
        "apps.@avg.v == 2.5",
        "apps.id == {'a', 'b'}",
        "apps.v.@sum.#self == 5",
        "SUBQUERY(apps, $x, $x.id == 'b' AND $x.v > n - 4).@count == 1",
        "SUBQUERY(apps, $x, SUBQUERY(apps, $y, $y.v > $x.v).@count == 0)[0].id == 'b'",
        "TERNARY(n > 5, 1, $none) == 1",
        "day > CAST('2024-02-29T11:59:59Z', 'NSDate')",
        "CAST(day, 'NSString') == '2024-02-29 12:00:00 +0000'",
        "CAST(' 42 ', 'NSNumber') == 42",
        "CAST(CAST(day, 'NSNumber'), 'NSDate') == day",
        "CAST(86400, 'NSDate') < day",
        "2 ** 62 + 2 ** 62 > 9000000000000000000",
        "9223372036854775807 + 1 > 0",
        "-7 / 2 == -3",
        "stddev({2, 4, 4, 4, 5, 5, 7, 9}) == 2",
        "median(1, 2, 9) == 2",
        "mode({1, 2, 2}) == {2}",
        "modulus:by:(n, 4) == 3",
        "onesComplement:(0) == -1",
        "length(name) == name.length",
        "'a\\tb'.length == 3",
        "'/a/b.app/'.lastPathComponent.pathExtension == 'app'",
        "'12abc'.intValue == 12",
        "n.stringValue == '7'",
        "data.length == 2",
        "SELF.n == 7",
        "7 IN SELF",
        "'stra\u00DFe' ==[c] 'STRASSE'",
        "NOT '\u0131' ==[c] 'I'",
        "'\\u0041' == 'A'",
        "n == 7 OR n > 'x'",
        "NOT (n == 8 AND n > 'x')",
        "{1, {2}}[LAST] == {2}",
        "1 << 3 >> 1 == 4"
      })
  void holds(String predicate) {
    assertThat(verdict(predicate)).isEqualTo(new Verdict(Outcome.TRUE, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n > '6'",
        "NOT (n > '6')",
        "name > 5",
        "n BEGINSWITH '7'",
        "7 IN name",
        "n CONTAINS 7",
        "name MATCHES '['",
        "n BETWEEN {1}",
        "n BETWEEN 5",
        "ANY name == 'x'",
        "$x == 1",
        "n.foo == 1",
        "tags[2] == 'x'",
        "tags[-1] == 'x'",
        "name - 1 == 2",
        "missing - missing == 0",
        "n / 0 == 1",
        "CAST('2024-02-30T00:00:00Z', 'NSDate') == nil",
        "CAST('x', 'NSNumber') == 0",
        "CAST(n, 'NSDATE') == nil",
        "SUBQUERY(name, $x, $x == 1).@count == 0",
        "name.@sum.v == 1",
        "tags.@bogus.v == 1",
        "average({}) == 0",
        "1e300 ** 2 == CAST(1e13, 'NSDate')",
        "data < data",
        "tags < tags"
      })
  void hasNoAnswer(String predicate) {
    Verdict verdict = verdict(predicate);

    assertThat(verdict.outcome()).isEqualTo(Outcome.EVAL_ERROR);
    assertThat(verdict.outcome().holds()).isFalse();
    assertThat(verdict.error().orElseThrow().start()).isNotNegative();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T12:00:00Z",
        "2024-02-29T12:00:00+00:00",
        "2024-02-29T14:00:00+02:00",
        "2024-02-29T14:00:00+0200",
        "2024-02-29T14:00:00+02",
        "2024-02-29T06:30:00-0530",
        "2024-02-29T12:00:00.000Z",
        "2024-02-29 12:00:00 +0000",
        "2024-02-29 14:00:00 +0200"
      })
  void dateMayHaveAnOffset(String date) {
    assertThat(verdict("day == CAST('" + date + "', 'NSDate')").outcome()).isEqualTo(Outcome.TRUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29",
        "2024-02-29T12:00:00",
        "2024-02-29T12:00:00+2",
        "2024-02-29T12:00:00+25:00",
        "2024-02-29T12:00:00Z+0000",
        "2024-02-29T12:00:00 Z",
        "2024-02-30T12:00:00Z",
        "29.02.2024"
      })
  void otherTextIsNoDate(String date) {
    assertThat(verdict("day > CAST('" + date + "', 'NSDate')").outcome())
        .isEqualTo(Outcome.EVAL_ERROR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[n]", "[l]", "[nl]"})
  void optionsOfLanguageChangeNothing(String options) {
    for (String question : List.of("'B' <%s 'a'", "NOT 'a' ==%s 'A'", "NOT 'ä' <%s 'b'")) {
      String predicate = question.formatted(options);
      assertThat(verdict(predicate).outcome()).as(predicate).isEqualTo(Outcome.TRUE);
    }
  }

  @Test
  void identifiersOfTypesAreComparedAsText() {
    assertThat(verdict("'public.text' UTI-EQUALS 'public.text'").outcome().holds()).isTrue();
    assertThat(verdict("'public.text' UTI-EQUALS 'public.data'").outcome().holds()).isFalse();
  }

  /** The left column of the package description's list of differences between Java and ICU. */
  @Test
  void regularExpressionsAreThoseOfJavaWithUnicodeClasses() {
    assertThat(verdict("name MATCHES '\\\\w+-[0-9]+'").outcome()).isEqualTo(Outcome.TRUE);
    assertThat(verdict("'a\\fb' MATCHES 'a.b'").outcome()).isEqualTo(Outcome.TRUE);
    assertThat(verdict("'a' MATCHES '[[a-z]--[b]]'").outcome()).isEqualTo(Outcome.TRUE);
    assertThat(verdict("'b' MATCHES '[[a-z]--[b]]'").outcome()).isEqualTo(Outcome.TRUE);
    assertThat(verdict("'ab' MATCHES 'a(?#comment)b'").outcome()).isEqualTo(Outcome.EVAL_ERROR);
  }

  @Test
  void wholeNumberThatGrowsTooLargeBecomesAFraction() {
    assertThat(verdict("9223372036854775807 + 1 == 9223372036854775808.0").outcome())
        .isEqualTo(Outcome.TRUE);
    assertThat(verdict("9223372036854775807 * 2 > 0").outcome()).isEqualTo(Outcome.TRUE);
    assertThat(verdict("0 - 9223372036854775807 - 9 < 0").outcome()).isEqualTo(Outcome.TRUE);
  }

  @Test
  void tellsWhichPartHasNoAnswer() {
    PredicateException error = verdict("n == 7 AND n > 'x'").error().orElseThrow();

    assertThat(error).hasMessage("cannot order a number and text");
    assertThat(error.start()).isEqualTo(11);
    assertThat(error.end()).isEqualTo(18);
  }

  @Test
  void asksOnlyForTheFactsThatItNeeds() throws Exception {
    List<String> asked = new ArrayList<>();

    Condition.parse("a == 1 OR b == 2 OR c == 3")
        .evaluate(
            key -> {
              asked.add(key);
              return 2;
            });

    assertThat(asked).containsExactly("a", "b");
  }

  @Test
  void takesClockAndChanceFromTheSettings() throws Exception {
    Instant now = Instant.parse("2024-02-29T12:00:00Z");
    Settings settings = new Settings(() -> now, () -> 0.25, 1_000, 1_000);

    assertThat(
            Condition.parse("now() == day AND random() == 0.25 AND random(8) == 2")
                .evaluate(Facts.of(FACTS), settings))
        .isTrue();
  }

  @Test
  void answersManyThreadsAtOnce() throws Exception {
    Condition condition = Condition.parse("name MATCHES 'a+' AND SUBQUERY(l, $x, $x == n)[0] == n");
    AtomicInteger right = new AtomicInteger();

    IntStream.range(0, 20_000)
        .parallel()
        .forEach(
            i -> {
              Map<String, Object> facts =
                  Map.of("name", i % 2 == 0 ? "aa" : "b", "n", i, "l", List.of(i - 1, i));
              boolean expected = i % 2 == 0;
              right.addAndGet(
                  condition.verdict(Facts.of(facts)).outcome().holds() == expected ? 1 : 0);
            });

    assertThat(right).hasValue(20_000);
  }

  @Test
  void anIndexIsAWholeNumber() {
    Facts facts = Facts.of(Map.of("l", List.of("a", "b")));

    assertThat(Verdict.of("l[1.5] == 'b'", facts).outcome()).isEqualTo(Outcome.EVAL_ERROR);
    assertThat(Verdict.of("l[1.0] == 'b'", facts).outcome()).isEqualTo(Outcome.TRUE);
  }
}
