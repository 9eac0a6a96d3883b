package io.github.macnightly.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is called constant is so, on any facts that chance brings. */
class SatisfiabilityTest {

  private static final int PREDICATES = 10_000;
  private static final int FACTS_EACH = 50;
  private static final int BOTH = Options.CASE | Options.DIACRITICS;

  /** Letters whose folding is a matter of taste among them. */
  private static final List<String> LETTERS =
      List.of(
          "a",
          "A",
          "b",
          "s",
          "S",
          "k",
          "i",
          "I",
          "1",
          ".",
          "*",
          "\\",
          "\u00E4",
          "a\u0301",
          "\u0301",
          "\u00DF",
          "\u1E9E",
          "\u017F",
          "\u212A",
          "\u0130",
          "\u0131",
          "\u03A3",
          "\u03C2",
          "\uD83D\uDE00",
          "\uD83D",
          "\u1100",
          "\u1161",
          "\n");

  private static final List<String> PATTERNS =
      List.of(
          "a.*",
          "^ab$",
          "[ab]+s",
          "(a|b)k",
          "a?b",
          "a{2}i",
          "s+",
          "\\\\d",
          "a\\\\.b",
          ".*k",
          "a|b",
          "(?i)a.*",
          "[^a]b*",
          "k.?s",
          "[[:alpha:]]a",
          "i*",
          "\\\\bab");

  private static Optional<Constants.Answer> answer(String predicate) throws Exception {
    return new Constants(new Fixed()).of(Condition.parse(predicate).clause());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a BEGINSWITH 'x' AND a BEGINSWITH 'y'",
        "a BEGINSWITH 'lab-' AND a BEGINSWITH 'lab_'",
        "a ENDSWITH '.de' AND a ENDSWITH '.com'",
        "a BEGINSWITH 'lab' AND a == 'office-1'",
        "a BEGINSWITH[c] 'lab' AND a ==[c] 'OFFICE'",
        "a BEGINSWITH 'lab' AND NOT a BEGINSWITH 'la'",
        "a BEGINSWITH 'LAB' AND NOT a BEGINSWITH[c] 'lab'",
        "a LIKE[cd] '*lab*' AND NOT a CONTAINS[cd] 'LAB'",
        "NOT a CONTAINS 'b' AND a LIKE '?b*'",
        "a LIKE 'lab-??' AND a LIKE 'lab-?'",
        "a LIKE 'x*' AND a MATCHES 'y-[0-9]+'",
        "a MATCHES[c] 'lab-.*' AND a BEGINSWITH[c] 'srv'",
        "a MATCHES 'lab-\\\\d+' AND a ENDSWITH 'x' AND a BEGINSWITH 'srv'",
        "a MATCHES '.*\\\\.de' AND a ENDSWITH '.com'",
        "a MATCHES '[0-9]+' AND a == 'x'",
        "a IN {'x', 'y'} AND a IN {'z'}",
        "a IN {'x', 'y'} AND NOT a LIKE '?'",
        "a IN {'lab-1', 'lab-2'} AND a MATCHES 'srv.*'",
        "'x' == a AND 'y' == a",
        "a == 'x' AND a != 'x'",
        "a ==[c] 'x' AND a !=[c] 'X'",
        "a < 'b' AND a > 'c'",
        "a BEGINSWITH '10.' AND a >= '11'",
        "a > 5 AND a BEGINSWITH '5'",
        "a > CAST('2024-01-01T00:00:00Z', 'NSDate') AND a < CAST('2023-01-01T00:00:00Z', 'NSDate')",
        "a BETWEEN {1, 5} AND a > 7",
        "a >= 5 AND a <= 5 AND a != 5",
        "ANY a == 'x' AND NOT ANY a == 'x'",
        "ANY a == 'x' AND NONE a == 'x'",
        "ANY a == 'x' AND a BEGINSWITH 'x'",
        "'x' IN a AND NOT a CONTAINS 'x'",
        "a == nil AND a BEGINSWITH 'x'",
        "(a == 'x' OR a == 'y') AND (a == 'z' OR a BEGINSWITH 'w')",
        "NOT (a BEGINSWITH 'x' OR b == 1) AND a LIKE 'x*'",
        "a BETWEEN {5, 1}",
        "a IN {}",
        "a BEGINSWITH ''",
        "a.b BEGINSWITH 'x' AND a.b BEGINSWITH 'y'",
        "SUBQUERY(a, $x, $x.id == 'a').@count > 3 AND SUBQUERY(a, $x, $x.id == 'a').@count < 2"
      })
  void neverHolds(String predicate) throws Exception {
    assertThat(answer(predicate).orElseThrow().rule()).isEqualTo("always-false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a != 'x' OR a != 'y'",
        "a == 'x' OR NOT a == 'x'",
        "NOT a IN {'x'} OR NOT a IN {'y'}",
        "NOT (a ==[c] 'x' AND a ==[c] 'y')",
        "NOT (a == nil AND a == 1)"
      })
  void alwaysHolds(String predicate) throws Exception {
    assertThat(answer(predicate)).contains(Constants.Answer.TRUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NOT a BEGINSWITH 'x' OR NOT a BEGINSWITH 'y'",
        "a > 5 OR NOT a > 5",
        "NOT a > 5 OR a > 2"
      })
  void holdsWhereItHasAnAnswer(String predicate) throws Exception {
    assertThat(answer(predicate)).contains(Constants.Answer.TRUE_OR_NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a BEGINSWITH 'x' AND a BEGINSWITH 'xy'",
        "a BEGINSWITH 'x' AND a BEGINSWITH[c] 'X'",
        "a BEGINSWITH 'x' AND NOT a BEGINSWITH 'X'",
        "a BEGINSWITH[c] 'x' AND NOT a BEGINSWITH 'x'",
        "a CONTAINS 'x' AND a CONTAINS 'y'",
        "a CONTAINS 'x' AND ANY a == 'x'",
        "a CONTAINS[c] 'x' AND NOT a CONTAINS[c] 'X'", // on a list the options do nothing
        "NOT a BEGINSWITH 'x' AND NOT a > 'x'",
        "NOT a < 5 AND NOT a > 3",
        "a MATCHES 'x|y' AND a BEGINSWITH 'y'",
        "a MATCHES '(?i)x.*' AND a BEGINSWITH 'X'",
        "a MATCHES[c] 'k' AND a == '\u212A'",
        "a LIKE 'x*' AND a MATCHES '.*y'",
        "a MATCHES 'xy?' AND a == 'x'",
        "a MATCHES 'xy?' AND NOT a CONTAINS 'y'",
        "a MATCHES 'x{0}y' AND a BEGINSWITH 'y'",
        "a LIKE 'e?' AND a LIKE[d] 'e'", // an e and its accent by itself
        "a MATCHES 'e.' AND a ==[d] 'e'",
        "NOT a < 5 AND NOT a > 3 AND a != nil", // not a number
        "random() > 0.5 AND random() < 0.3",
        "a.b > 1 AND a.c < 1",
        "a == b AND a == 1 AND b == 2",
        "a > 4 AND a < 5",
        "ALL a == 'x' AND ALL a == 'y'",
        "'x' IN a AND 'y' IN a"
      })
  void depends(String predicate) throws Exception {
    assertThat(answer(predicate)).isEmpty();
  }

  @Test
  void isRightOnEveryFactThatChanceBrings() throws Exception {
    Map<Constants.Answer, Integer> found = new EnumMap<>(Constants.Answer.class);
    int texts = 0;
    for (int seed = 0; seed < PREDICATES; seed++) {
      Random random = new Random(seed);
      List<String> words = new ArrayList<>();
      String predicate = clause(random, words, 1 + random.nextInt(2));
      Condition condition = Condition.parse(predicate);
      Optional<Constants.Answer> answer = new Constants(new Fixed()).of(condition.clause());
      if (answer.isPresent()) {
        found.merge(answer.get(), 1, Integer::sum);
        texts += predicate.matches("(?s).*(WITH|LIKE|MATCHES|CONTAINS).*") ? 1 : 0;
        for (int i = 0; i < FACTS_EACH; i++) {
          Map<String, Object> facts = new HashMap<>();
          facts.put("a", fact(random, words));
          facts.put("b", fact(random, words));
          Outcome outcome = condition.verdict(Facts.of(facts)).outcome();
          if (!isSo(answer.get(), outcome)) {
            fail("seed " + seed + ": " + predicate + " is " + answer + " but " + outcome + facts);
          }
        }
      }
    }
    assertThat(found.get(Constants.Answer.FALSE)).isGreaterThan(10);
    assertThat(found.get(Constants.Answer.FALSE_OR_NONE)).isGreaterThan(2_000);
    assertThat(found.get(Constants.Answer.TRUE)).isGreaterThan(5);
    assertThat(found.get(Constants.Answer.TRUE_OR_NONE)).isGreaterThan(700);
    assertThat(texts).isGreaterThan(2_500);
  }

  private static boolean isSo(Constants.Answer answer, Outcome outcome) {
    return switch (answer) {
      case TRUE -> outcome == Outcome.TRUE;
      case FALSE -> outcome == Outcome.FALSE;
      case TRUE_OR_NONE -> outcome != Outcome.FALSE;
      case FALSE_OR_NONE -> outcome != Outcome.TRUE;
    };
  }

  /** Writes terms that are mostly about the same key, and collects the words in them. */
  private static String clause(Random random, List<String> words, int depth) {
    StringBuilder text = new StringBuilder();
    String join = random.nextInt(3) > 0 ? " AND " : " OR ";
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      text.append(random.nextInt(3) == 0 ? "NOT " : "");
      if (depth > 1 && random.nextInt(3) == 0) {
        text.append('(').append(clause(random, words, depth - 1)).append(')');
      } else {
        text.append(term(random, words));
      }
      text.append(i > 1 ? join : "");
    }
    return text.toString();
  }

  private static String term(Random random, List<String> words) {
    String key = random.nextInt(8) == 0 ? "b" : "a";
    String options = pick(random, List.of("", "", "", "[c]", "[d]", "[cd]"));
    return switch (random.nextInt(14)) {
      case 0, 1 -> key + " BEGINSWITH" + options + text(random, words);
      case 2 -> key + " ENDSWITH" + options + text(random, words);
      case 3 -> key + " CONTAINS" + options + text(random, words);
      case 4 -> key + " LIKE" + options + " " + like(random, words);
      case 5 -> key + " MATCHES" + options + " '" + pick(random, PATTERNS) + "'";
      case 6 -> key + pick(random, List.of(" ==", " !=")) + options + text(random, words);
      case 7 -> key + " IN {" + text(random, words) + "," + value(random, words) + "}";
      case 8, 9 -> key + pick(random, List.of(" < ", " <= ", " > ", " >= ")) + value(random, words);
      case 10 -> key + pick(random, List.of(" == ", " != ")) + value(random, words);
      case 11 -> key + " BETWEEN {" + value(random, words) + "," + value(random, words) + "}";
      case 12 -> text(random, words) + " IN" + options + " " + key;
      default ->
          pick(random, List.of("ANY ", "ALL ", "NONE "))
              + key
              + " =="
              + options
              + text(random, words);
    };
  }

  private static String value(Random random, List<String> words) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> Integer.toString(random.nextInt(4));
      case 2 -> pick(random, List.of("TRUE", "nil", "2.5", "{1}"));
      case 3 -> "CAST(" + random.nextInt(3) + ", 'NSDate')";
      default -> text(random, words);
    };
  }

  private static String text(Random random, List<String> words) {
    return " " + quoted(word(random, words));
  }

  private static String like(Random random, List<String> words) {
    String word = word(random, words);
    int at = random.nextInt(word.length() + 1);
    String wild = pick(random, List.of("*", "?", "", "\\*"));
    return quoted(
        word.substring(0, at) + wild + word.substring(at) + pick(random, List.of("", "*")));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\") + "'";
  }

  private static String word(Random random, List<String> words) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      word.append(LETTERS.get(random.nextInt(random.nextInt(3) > 0 ? 9 : LETTERS.size())));
    }
    words.add(word.toString());
    return word.toString();
  }

  /** Returns mostly something near to the words of the predicate. */
  private static Object fact(Random random, List<String> words) {
    return switch (random.nextInt(14)) {
      case 0 -> null;
      case 1 -> (long) random.nextInt(4);
      case 2 -> pick(random, List.of(true, 2.5, Double.NaN, 1.0, new byte[] {1}));
      case 3 -> Instant.ofEpochSecond(Casts.EPOCH_2001 + random.nextInt(3));
      case 4 -> List.of(near(random, words), near(random, words));
      case 5 -> pick(random, List.of(List.of(), List.of(1), Map.of("x", near(random, words))));
      default -> near(random, words);
    };
  }

  private static String near(Random random, List<String> words) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(
          random.nextInt(4) == 0 || words.isEmpty() ? pick(random, LETTERS) : pick(random, words));
    }
    return switch (random.nextInt(4)) {
      case 0 -> text.toString().toUpperCase(Locale.ROOT);
      case 1 -> text.toString().toLowerCase(Locale.ROOT);
      default -> text.toString();
    };
  }

  private static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /**
   * What joins comparisons with different options: what is ASCII when a character is folded one way
   * is the same ASCII when it is folded in all ways, also among other characters.
   */
  @Test
  void asciiAtOneLevelOfFoldingIsTheSameAtTheNext() {
    List<String> wrong = new ArrayList<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (Character.isDefined(c) && !foldsAlike(Character.toString(c))) {
        wrong.add(String.format("U+%04X", c));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean foldsAlike(String text) {
    String marks = Texts.fold(text, Options.DIACRITICS);
    String lower = Texts.fold(text, Options.CASE);
    String both = Texts.fold(text, BOTH);
    String full = letters(both);
    return isSame(lower, both)
        && isSame(lower, full)
        && isSame(both, full)
        && isSame(letters(text), letters(marks))
        && isSame(letters(text), full)
        && isBetween(Texts.fold("x" + text + "Y", BOTH), "x", "y")
        && isBetween(Texts.fold("x" + text + "Y", Options.DIACRITICS), "x", "Y");
  }

  private static boolean isSame(String less, String more) {
    return !isAscii(less) || more.equals(less);
  }

  private static boolean isBetween(String text, String first, String last) {
    return text.startsWith(first) && text.endsWith(last);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static String letters(String text) {
    StringBuilder letters = new StringBuilder();
    text.codePoints()
        .forEach(c -> letters.appendCodePoint(Character.toLowerCase(Character.toUpperCase(c))));
    return letters.toString();
  }
}
