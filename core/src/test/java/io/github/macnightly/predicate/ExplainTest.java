package io.github.macnightly.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
