package io.github.macnightly.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a predicate says what it says. */
class ExplainTest {

  private static Explanation explain(String predicate) throws PredicateSyntaxException {
    return Condition.parse(predicate)
        .explain(Facts.of(Map.of("n", 7, "name", "x", "tags", List.of("red", "green"))));
  }

  @Test
  void theFirstFalseTermOfAndDecides() throws PredicateSyntaxException {
    Explanation whole = explain("n == 7 AND name == 'y' AND n > 'x'");

    assertThat(whole.outcome()).isEqualTo(Outcome.FALSE);
    assertThat(whole.parts())
        .extracting(Explanation::outcome)
        .containsExactly(Outcome.TRUE, Outcome.FALSE, null);
    assertThat(whole.parts()).extracting(Explanation::decided).containsExactly(false, true, false);
    assertThat(whole.parts().get(2).value()).isEqualTo("not reached");
  }

  @Test
  void allTermsDecideWhenNoneSettlesIt() throws PredicateSyntaxException {
    assertThat(explain("n == 1 OR name == 'y'").parts()).allMatch(Explanation::decided);
  }

  @Test
  void partsOfWhatDidNotDecideDidNotDecide() throws PredicateSyntaxException {
    Explanation whole = explain("(n == 1 OR n == 2) OR name == 'x'");

    assertThat(whole.parts().get(0).parts()).noneMatch(Explanation::decided);
    assertThat(whole.parts().get(1).decided()).isTrue();
  }

  @Test
  void showsTheValuesOfBothSides() throws PredicateSyntaxException {
    Explanation whole = explain("NOT tags CONTAINS name");

    Explanation comparison = whole.parts().get(0);
    assertThat(comparison.part()).isEqualTo("tags CONTAINS name");
    assertThat(comparison.start()).isEqualTo(4);
    assertThat(comparison.parts()).extracting(Explanation::part).containsExactly("tags", "name");
    assertThat(comparison.parts())
        .extracting(Explanation::value)
        .containsExactly("{\"red\", \"green\"}", "\"x\"");
    assertThat(comparison.value()).contains("ANY");
  }

  @Test
  void saysThatAFactIsMissing() throws PredicateSyntaxException {
    assertThat(explain("nam == 'x'").value()).contains("no such fact");
  }

  @Test
  void anErrorDecidesAndIsNotTurnedRound() throws PredicateSyntaxException {
    Explanation whole = explain("NOT (n == 7 AND n > 'x')");

    assertThat(whole.outcome()).isEqualTo(Outcome.EVAL_ERROR);
    Explanation guilty = whole.parts().get(0).parts().get(1);
    assertThat(guilty.value()).isEqualTo("cannot order a number and text");
    assertThat(guilty.decided()).isTrue();
  }

  @Test
  void showsTheConditionOfAChoiceAndTheValueThatItTook() throws PredicateSyntaxException {
    Explanation whole = explain("TERNARY(n > 5 AND name == 'x', tags[1], 'no') == 'green'");

    Explanation choice = whole.parts().get(0);
    assertThat(choice.value()).isEqualTo("\"green\"");
    assertThat(choice.parts())
        .extracting(Explanation::part)
        .containsExactly("n > 5 AND name == 'x'", "tags[1]");
    assertThat(choice.parts().get(0).outcome()).isEqualTo(Outcome.TRUE);
    assertThat(choice.parts().get(0).parts()).hasSize(2);
    assertThat(choice.parts().get(1).value()).isEqualTo("\"green\"");
  }

  @Test
  void showsAWrittenValueThatAChoiceTook() throws PredicateSyntaxException {
    Explanation whole = explain("TERNARY(n > 9, 1, 2) + 1 == 3");

    assertThat(whole.parts().get(0).parts())
        .extracting(Explanation::part)
        .containsExactly("n > 9", "2");
  }

  @Test
  void showsWhyAChoiceHasNoValue() throws PredicateSyntaxException {
    Explanation whole = explain("TERNARY(n > 'x', 1, 2) == 1");

    assertThat(whole.outcome()).isEqualTo(Outcome.EVAL_ERROR);
    assertThat(whole.parts().get(0).parts())
        .extracting(Explanation::outcome)
        .containsExactly(Outcome.EVAL_ERROR);
  }

  @Test
  void showsTheListOfASubqueryAndTheFirstElementThatIsKept() throws PredicateSyntaxException {
    Explanation whole = explain("SUBQUERY(tags, $t, $t BEGINSWITH 'g' AND n == 7).@count == 1");

    List<Explanation> parts = whole.parts().get(0).parts();
    assertThat(parts.get(0).value()).isEqualTo("{\"red\", \"green\"}");
    assertThat(parts.get(1).part()).isEqualTo("$t BEGINSWITH 'g' AND n == 7");
    assertThat(parts.get(1).outcome()).isEqualTo(Outcome.TRUE);
    assertThat(parts.get(1).value()).isEqualTo("$t is \"green\": the first of 1 kept, of 2");
    assertThat(parts.get(1).parts()).hasSize(2);
  }

  @Test
  void showsTheFirstElementOfASubqueryThatKeepsNone() throws PredicateSyntaxException {
    Explanation whole = explain("SUBQUERY(tags, $t, $t == 'blue').@count > 0");

    Explanation example = whole.parts().get(0).parts().get(1);
    assertThat(example.outcome()).isEqualTo(Outcome.FALSE);
    assertThat(example.value()).isEqualTo("$t is \"red\": none is kept of 2");
  }

  @Test
  void showsTheElementThatASubqueryHasNoAnswerFor() throws PredicateSyntaxException {
    Explanation whole = explain("SUBQUERY({1, 'x'}, $t, $t > 0).@count > 0");

    assertThat(whole.outcome()).isEqualTo(Outcome.EVAL_ERROR);
    Explanation example = whole.parts().get(0).parts().get(1);
    assertThat(example.value()).isEqualTo("$t is \"x\": no answer");
  }

  @ParameterizedTest
  @CsvSource({
    "ANY tags == 'green', TRUE, element 1 is \"green\"",
    "ALL tags == 'red', FALSE, element 1 is \"green\"",
    "NONE tags == 'red', TRUE, element 0 is \"red\""
  })
  void showsTheElementThatDecided(String predicate, Outcome outcome, String value)
      throws PredicateSyntaxException {
    Explanation element = explain(predicate).parts().get(1);

    assertThat(element.outcome()).isEqualTo(outcome);
    assertThat(element.value()).isEqualTo(value);
  }

  @Test
  void cutsLongValues() throws PredicateSyntaxException {
    String text = "x\t".repeat(100);
    Explanation whole = Condition.parse("a == 'b'").explain(Facts.of(Map.of("a", text)));

    assertThat(whole.parts().get(0).value()).hasSizeLessThan(100).doesNotContain("\t");
  }
}
