package io.github.macnightly.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.github.macnightly.fixtures.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The cases that were found in the documents and tests of others. */
class FoundCasesTest {

  /** Recommendations for unsettled questions that we do not follow; see the differences. */
  private static final Set<String> OTHERWISE = Set.of();

  private static List<JsonObject> cases(String name) throws IOException {
    Optional<Path> file = Shared.fixture("predicate/" + name);
    assumeTrue(file.isPresent(), "no ../shared/fixtures/predicate/" + name);
    return CaseFile.read(file.orElseThrow());
  }

  private static Verdict verdict(JsonObject found) {
    return Verdict.of(
        found.get("predicate").getAsString(), CaseFile.facts(found.getAsJsonObject("facts")));
  }

  @Test
  void answersAllCasesAsExpected() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<JsonObject> cases = cases("dev.jsonl");
    for (JsonObject found : cases) {
      Verdict verdict = verdict(found);
      boolean munki = found.get("munki").getAsBoolean();
      if (!verdict.outcome().text().equals(found.get("expect").getAsString())
          || verdict.outcome().holds() != munki) {
        wrong.add(found.get("id").getAsString() + " " + found.get("predicate") + " " + verdict);
      }
    }
    assertThat(cases).hasSizeGreaterThan(1500);
    assertThat(wrong).isEmpty();
  }

  @Test
  void readsBackWhatItPrints() throws IOException, PredicateSyntaxException {
    for (JsonObject found : cases("dev.jsonl")) {
      if (!found.get("expect").getAsString().equals("parse-error")) {
        Condition condition = Condition.parse(found.get("predicate").getAsString());
        Condition again = Condition.parse(condition.toString());
        assertThat(again.clause()).isEqualTo(condition.clause());
      }
    }
  }

  @Test
  void explainsAsItEvaluates() throws IOException, PredicateSyntaxException {
    for (JsonObject found : cases("dev.jsonl")) {
      if (!found.get("expect").getAsString().equals("parse-error")) {
        Explanation explanation =
            Condition.parse(found.get("predicate").getAsString())
                .explain(CaseFile.facts(found.getAsJsonObject("facts")));
        assertThat(explanation.outcome().text()).isEqualTo(found.get("expect").getAsString());
        assertThat(explanation.decided()).isTrue();
      }
    }
  }

  @Test
  void settlesUnsettledQuestionsAsRecommended() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (JsonObject found : cases("ambiguous.jsonl")) {
      String id = found.get("id").getAsString();
      Verdict verdict = verdict(found);
      String advice = found.get("recommend").getAsString();
      boolean named = found.getAsJsonObject("candidates").has(verdict.outcome().text());
      boolean follows =
          !advice.startsWith("true")
                  && !advice.startsWith("false")
                  && !advice.contains("-error")
                  && !advice.startsWith("reject")
              || advice.contains(verdict.outcome().text())
              || advice.startsWith("reject") && verdict.outcome() == Outcome.PARSE_ERROR;
      if (!OTHERWISE.contains(id) && (!named && !advice.startsWith("reject") || !follows)) {
        wrong.add(id + " " + found.get("predicate") + " " + verdict + " / " + advice);
      }
    }
    assertThat(wrong).isEmpty();
  }
}
