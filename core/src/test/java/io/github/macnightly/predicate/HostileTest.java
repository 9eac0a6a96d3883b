package io.github.macnightly.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.ProcessorTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Predicates that were made to do harm end in a refusal, soon, and on a small stack. */
class HostileTest {

  private static final Facts NONE = Facts.of(Map.of());

  /** Runs on a stack of 512 KiB and fails when it keeps a processor for more than a second. */
  private static <T> T soon(Supplier<T> work) {
    ProcessorTime.Measured<T> result = ProcessorTime.of(512 << 10, work::get);
    assertThat(result.millis()).isLessThan(1_000);
    return result.value();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "NOT ",
        "!",
        "- ",
        "~",
        "{",
        "abs(",
        "a[",
        "TERNARY(",
        "CAST(",
        "SUBQUERY(a, $x, ",
        "a.",
        "1 + ",
        "1 ** ",
        "ANY ",
        "a == ",
        "a AND ",
        "'",
        "\\",
        "[",
        "#",
        "%"
      })
  void refusesTheSameThingAHundredThousandTimes(String part) {
    Verdict verdict = soon(() -> Verdict.of(part.repeat(100_000), NONE));

    assertThat(verdict.outcome()).isEqualTo(Outcome.PARSE_ERROR);
    assertThat(((PredicateSyntaxException) verdict.error().orElseThrow()).caret())
        .hasSizeLessThan(250);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "{", "-", "a[", "NOT ", "abs(", "1 + ", "a.b[0].", "TERNARY("})
  void answersOrRefusesEveryDepthOnASmallStack(String part) {
    String end = Map.of("(", ")", "{", "}", "a[", "]", "abs(", ")").getOrDefault(part, "");
    for (int depth : new int[] {1, 50, 95, 99, 100, 101, 240, 250, 251}) {
      String value = part.repeat(depth) + "1" + end.repeat(depth);
      soon(() -> Verdict.of(value + " == 1", NONE));
      soon(() -> Lint.check(value + " == 1", Munki.FACTS));
    }
  }

  @Test
  void answersAtTheDeepestNestingOnASmallStack() throws PredicateSyntaxException {
    String deep = "(".repeat(95) + "a == 1" + ")".repeat(95);
    String chain = "a" + " + 1".repeat(240) + " == 241";

    assertThat(soon(() -> Verdict.of(deep, key -> 1)).outcome()).isEqualTo(Outcome.TRUE);
    assertThat(soon(() -> Verdict.of(chain, key -> 1)).outcome()).isEqualTo(Outcome.TRUE);
    Condition condition = Condition.parse(chain);
    assertThat(soon(condition::toString)).isEqualTo(chain);
    assertThat(soon(() -> condition.explain(key -> 1)).outcome()).isEqualTo(Outcome.TRUE);
  }

  @Test
  void refusesAMegabyte() {
    String text = "a == 1 OR ".repeat(100_000) + "a == 1";

    assertThat(soon(() -> Verdict.of(text, NONE)).outcome()).isEqualTo(Outcome.PARSE_ERROR);
  }

  @Test
  void answersAListOfManySerials() {
    String text = "serial IN {" + "\"C02ABC123XYZ\", ".repeat(16_000) + "\"X\"}";

    assertThat(soon(() -> Verdict.of(text, key -> "X")).outcome()).isEqualTo(Outcome.TRUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+b",
        "(a|aa)+b",
        "(a*)*b",
        "(.*a){20}b",
        "((a+)+)+b",
        "(a?){40}a{40}b",
        "(.*)*(.*)*(.*)*b",
        "(\\\\w+\\\\s?)+b",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(?:a+){2,}+b|(a+)+c"
      })
  void endsARunawayRegularExpressionWithin200Milliseconds(String pattern) throws Exception {
    Condition condition = Condition.parse("a MATCHES '" + pattern + "'");
    condition.verdict(key -> "aab");
    String text = "a".repeat(5_000) + "!";

    long best = Long.MAX_VALUE;
    Verdict verdict = null;
    for (int i = 0; i < 3; i++) { // a busy machine may be slow once, not three times
      ProcessorTime.Measured<Verdict> one =
          ProcessorTime.of(512 << 10, () -> condition.verdict(key -> text));
      best = Math.min(best, one.millis());
      verdict = one.value();
    }

    assertThat(best).isLessThan(200);
    assertThat(verdict.outcome()).isIn(Outcome.EVAL_ERROR, Outcome.FALSE);
  }

  /** They would end by themselves after some seconds, so that the test leaves nothing behind. */
  static List<String> patternsThatLookAtNothing() {
    return List.of("(?:|)".repeat(26) + "x", "(?:(?=a|)){50000000}x");
  }

  @ParameterizedTest
  @MethodSource("patternsThatLookAtNothing")
  void endsARegularExpressionThatRunsAwayWithoutLookingAtTheText(String pattern) throws Exception {
    Condition condition = Condition.parse("a MATCHES '" + pattern + "'");
    long start = System.nanoTime();

    Verdict verdict = condition.verdict(key -> "");

    assertThat(verdict.outcome()).isEqualTo(Outcome.EVAL_ERROR);
    assertThat(verdict.error().orElseThrow()).hasMessageContaining("too long");
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  @Test
  void aPatternOfManyChoicesIsStillAnswered() throws Exception {
    String pattern =
        "(?:Mac(?:Book|Pro|mini|Studio)?[0-9]{1,2},[0-9]{1,2}|iMac.*|Parallels.*|VM.*)";
    Condition condition = Condition.parse("a MATCHES '" + pattern + "'");

    assertThat(condition.verdict(key -> "MacBook10,1").outcome()).isEqualTo(Outcome.TRUE);
    assertThat(condition.verdict(key -> "Box").outcome()).isEqualTo(Outcome.FALSE);
  }

  /** What bounds the time on any machine: no more characters are looked at than are allowed. */
  @ParameterizedTest
  @ValueSource(longs = {1_000, 50_000, 400_000})
  void looksAtNoMoreCharactersThanAreAllowed(long allowed) throws Exception {
    Budget budget = new Budget(new Settings(InstantSource.system(), () -> 0, 1_000_000, allowed));
    AtomicLong looks = new AtomicLong();
    CharSequence text = counted("a".repeat(5_000) + "!", looks);
    CountedText bounded = new CountedText(text, budget.patternSteps());

    assertThatThrownBy(() -> Patterns.compile("(a|aa)+b", false).matcher(bounded).matches())
        .isInstanceOfAny(CountedText.Exhausted.class, StackOverflowError.class);

    assertThat(looks.get()).isLessThanOrEqualTo(allowed);
    assertThat(Settings.DEFAULT.patternSteps()).isLessThanOrEqualTo(400_000);
    assertThat(Settings.DEFAULT.steps()).isLessThanOrEqualTo(1_000_000);
  }

  private static CharSequence counted(String text, AtomicLong looks) {
    return new CharSequence() {
      @Override
      public char charAt(int index) {
        looks.incrementAndGet();
        return text.charAt(index);
      }

      @Override
      public int length() {
        return text.length();
      }

      @Override
      public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
      }
    };
  }

  @Test
  void chargesAllElementsToOneBudget() {
    List<String> many = Collections.nCopies(10_000, "a".repeat(30) + "!");

    Verdict verdict = soon(() -> Verdict.of("ANY a MATCHES '(a+)+b'", key -> many));

    assertThat(verdict.outcome()).isEqualTo(Outcome.EVAL_ERROR);
    assertThat(verdict.error().orElseThrow()).hasMessageContaining("too many steps");
  }

  @Test
  void endsARegularExpressionThatNeedsTooMuchStack() {
    String text = "ab".repeat(200_000);

    Verdict verdict = soon(() -> Verdict.of("a MATCHES '(a|b)*'", key -> text));

    assertThat(verdict.outcome()).isIn(Outcome.EVAL_ERROR, Outcome.TRUE);
  }

  @Test
  void refusesARegularExpressionThatNestsTooDeeply() {
    String pattern = "(".repeat(10_000) + ")".repeat(10_000);

    Verdict verdict = soon(() -> Verdict.of("a MATCHES '" + pattern + "'", key -> "a"));

    assertThat(verdict.outcome()).isEqualTo(Outcome.EVAL_ERROR);
  }

  @Test
  void endsSubqueriesWithinSubqueries() {
    List<Integer> many = new ArrayList<>(Collections.nCopies(1_000, 1));
    String inner = "$a == $b";
    for (String name : List.of("d", "c", "b", "a")) {
      inner = "SUBQUERY(n, $" + name + ", " + inner + ").@count > 0";
    }
    String text = inner;

    assertThat(soon(() -> Verdict.of(text, key -> many)).outcome()).isEqualTo(Outcome.EVAL_ERROR);
  }

  @Test
  void endsALikeWithManyStars() {
    String text = "a".repeat(200_000);

    Verdict verdict = soon(() -> Verdict.of("a LIKE '*" + "a".repeat(50_000) + "b*'", key -> text));

    assertThat(verdict.outcome()).isEqualTo(Outcome.EVAL_ERROR);
  }

  /** Proofs of what never holds could go on for ever; they give up. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a LIKE '*a*b*a*b*a?b*a*b*' AND ",
        "NOT a LIKE '*ab?*a??b*' AND a MATCHES '.*a.*b.*c.*' AND ",
        "(a == 1 OR b BEGINSWITH 'x' OR c > 5) AND ",
        "(a LIKE '*a*b' OR NOT b CONTAINS[cd] 'x' AND (c == 2 OR d != 3)) AND ",
        "a IN {1, 2, 3, 4, 5, 6, 7, 8, 9, 'x', 'y'} AND ",
        "NOT (a == 1 AND b == 2) OR "
      })
  void givesUpOnProofsThatTakeTooLong(String part) {
    for (int times : new int[] {5, 20, 300, 4_000}) {
      String predicate = part.repeat(times) + "a == 'x'";
      soon(() -> Lint.check(predicate, Munki.FACTS));
    }
    String list = "a IN {" + "'C02ABC', ".repeat(10_000) + "'x'}";
    soon(() -> Lint.check(list + " AND (" + list + " OR b == 1)", Munki.FACTS));
  }

  @Test
  void endsOnFactsThatContainThemselves() {
    List<Object> one = new ArrayList<>();
    one.add(one);
    List<Object> two = new ArrayList<>();
    two.add(two);
    Map<String, Object> facts = new HashMap<>(Map.of("one", one, "two", two));

    assertThat(soon(() -> Verdict.of("one == two", Facts.of(facts))).outcome())
        .isEqualTo(Outcome.EVAL_ERROR);
    assertThat(soon(() -> Verdict.of("one.key == 1", Facts.of(facts))).outcome())
        .isEqualTo(Outcome.EVAL_ERROR);
  }

  @Test
  void tellsThatThePredicateIsTooLong() {
    assertThatThrownBy(() -> Condition.parse(" ".repeat(1 << 20)))
        .hasMessageContaining("1048576 characters")
        .hasMessageContaining("262144");
  }
}
