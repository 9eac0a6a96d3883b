package io.github.macnightly.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a predicate, what it means, and what is said of other text. */
class SyntaxTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a=1 or b=2 and c=3                | a == 1 OR (b == 2 AND c == 3)",
        "(a=1 OR b=2) && !c=3               | (a == 1 OR b == 2) AND NOT c == 3",
        "not a=1 and b=2                   | NOT a == 1 AND b == 2",
        "some a <> 1                       | ANY a != 1",
        "a =< 1 and b => 2                 | a <= 1 AND b >= 2",
        "1 - 2 - 3 * 4 ** 5 == a           | 1 - 2 - 3 * 4 ** 5 == a",
        "(1 - (2 - 3)) * 4 == a            | (1 - (2 - 3)) * 4 == a",
        "((a)) == ((1))                    | a == 1",
        "a[ first ].b[SIZE] == 0x1f        | a[FIRST].b[SIZE] == 31",
        "n == -5 or n == -(5)              | n == -5 OR n == -(5)",
        "s contains [DC] 'x'               | s CONTAINS[cd] \"x\"",
        "#in.size == nil                   | #in.#size == nil",
        "a & 1 ^ 2 == 3                    | a & 1 ^ 2 == 3",
        "add:to:(1, 2) == sum({1, 2})      | add:to:(1, 2) == sum({1, 2})",
        "castObject:toType:(a, 'NSDate')==b| CAST(a, \"NSDate\") == b",
        "uti UTI-EQUALS 'public.text'      | uti UTI-EQUALS \"public.text\"",
        "subquery(a, $v, $v.b > 1).@count==2| SUBQUERY(a, $v, $v.b > 1).@count == 2"
      })
  void writesItInTheUsualSpelling(String text, String usual) throws PredicateSyntaxException {
    assertThat(Condition.parse(text)).hasToString(usual);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hostname                 | 9  | comparison operator",
        "a == 1 AND               | 11 | a value",
        "a == 1 b == 2            | 8  | AND, OR or the end",
        "(a == 1                  | 8  | )",
        "a == 'x                  | 6  | closing '",
        "a IN ('x', 'y')          | 10 | {1, 2}",
        "a IN ['x']               | 7  | {1, 2}",
        "a NOT IN {1}             | 3  | NOT goes in front",
        "v >= 10.15.7             | 6  | stands in quotes",
        "a == \u201Cx\u201D       | 6  | straight quotes",
        "a == %@                  | 6  | format directive",
        "'a == 1'                 | 9  | remove them",
        "UPPERCASE(a) == 'X'      | 1  | depend on the case",
        "FUNCTION(a, 'b') == 'X'  | 1  | refused",
        "size == 3                | 1  | #size",
        "a == 1 -- x              | 9  | no comments",
        "a == (b == 1)            | 7  | a value",
        "abs(1, 2) == 1           | 1  | number of arguments",
        "gr\u00FCn == 1           | 3  | A to Z"
      })
  void tellsWhereAndWhatWasExpected(String text, int character, String expected) {
    PredicateSyntaxException refusal = refusal(text);

    assertThat(refusal.start()).isEqualTo(character - 1);
    assertThat(refusal.getMessage()).startsWith("character " + character + ": got ");
    assertThat(refusal.expected()).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FUNCTION(a, 'b') == 'X'",
        "FUNCTION('x', 'uppercaseString') == 'X'",
        "FUNCTION(CAST('NSTask', 'Class'), 'new') == nil"
      })
  void refusesToCallAnyMethod(String text) {
    assertThat(refusal(text).getMessage())
        .startsWith("character 1: got \"FUNCTION\"")
        .endsWith("is refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uti UTI-CONFORMS-TO 'public.text'",
        "ANYKEY == 'x'",
        "ANY ANYKEY == 'x'",
        "{1} UNION {2} == {1, 2}",
        "FETCH(a, b) == 1"
      })
  void refusesWhatNeedsMacOsOrHasNoUseWithFacts(String text) {
    assertThat(refusal(text)).isNotNull();
  }

  @Test
  void putsTheCaretBelowTheTrouble() {
    assertThat(refusal("a == 1 AND\n  b = = 2").caret()).isEqualTo("  b = = 2\n      ^");
  }

  @Test
  void showsOnlyTheNeighbourhoodOfALongLine() {
    String caret = refusal("a == 1 OR ".repeat(100) + ")").caret();

    assertThat(caret.lines().toList()).hasSize(2).allMatch(line -> line.length() <= 101);
    assertThat(caret).endsWith("^");
  }

  @Test
  void listsTheKeysThatItLooksUp() throws PredicateSyntaxException {
    Condition condition =
        Condition.parse("ANY apps.id == 'x' AND SUBQUERY(b, $v, $v.c == d[0]).@count > 0");

    assertThat(condition.keys()).containsExactly("apps", "b", "d");
  }

  private static PredicateSyntaxException refusal(String text) {
    return catchThrowableOfType(PredicateSyntaxException.class, () -> Condition.parse(text));
  }
}
