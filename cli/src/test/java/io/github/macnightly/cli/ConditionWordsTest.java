package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands of conditions say to slips, and where they look. */
class ConditionWordsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"eval", "explain"})
  void aSlipInAKeyIsTold(String command) {
    Run slip = Run.as("conditions", command, "--no-scripts", "machine_modle == 'x'");
    Run hyphen = Run.as("conditions", command, "--no-scripts", "board-id == 'x'");

    assertThat(slip.errors())
        .containsOnlyOnce("no fact machine_modle; did you mean machine_model?");
    assertThat(hyphen.errors()).contains("board-id is a subtraction; the key is board_id");
  }

  @ParameterizedTest
  @CsvSource({
    "name CONTIANS 'x', did you mean CONTAINS?",
    "name IS NULL, IS NULL is written == nil",
    "foo bar, there is no operator bar"
  })
  void aSlipInAnOperatorIsTold(String predicate, String words) {
    assertThat(Run.as("conditions", "eval", "--no-scripts", predicate).errors()).contains(words);
  }

  @Test
  void explainPrintsADocumentForWhatIsNoPredicate() {
    Run run = Run.as("conditions", "explain", "--json", "--no-scripts", "arch == ");

    assertThat(run.status()).isEqualTo(65);
    assertThat(run.output()).contains("\"outcome\": \"parse-error\"").contains("\"parts\": []");
  }

  @Test
  void lintOfAFolderFollowsNamesFromThereAndLeavesOutWhatHoldsNoConditions() throws IOException {
    Files.createDirectories(folder.resolve("groups"));
    Files.writeString(folder.resolve("LICENSE"), "MIT License\n\nYou may do this and that.\n");
    Files.writeString(folder.resolve("groups/a.json"), "{\"included_manifests\": [\"groups/b\"]}");
    Files.writeString(folder.resolve("groups/b.json"), "{\"included_manifests\": [\"groups/a\"]}");

    Run all = Run.as("conditions", "lint", "-v", folder.toString());
    Run one = Run.as("conditions", "lint", folder + "/groups/a.json");
    Run from = Run.as("conditions", "lint", "--from", folder.toString(), folder + "/groups/a.json");

    assertThat(all.output()).contains("include-circle").doesNotContain("missing-include");
    assertThat(all.errors()).contains("LICENSE: holds no conditions, left out");
    assertThat(one.output()).contains("missing-include");
    assertThat(from.output()).contains("include-circle").doesNotContain("missing-include");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--honest-dates", "--munki-order"})
  void lintHasNoOptionsThatMeanNothingToIt(String option) {
    assertThat(Run.as("conditions", "lint", option, folder.toString()).status()).isEqualTo(2);
  }

  @Test
  void aSlipInACaseIsTold() throws IOException {
    Path cases = folder.resolve("c.jsonl");
    Files.writeString(cases, "{\"predicate\": \"1 == 1\", \"fcats\": {}}\n");
    Run run = Run.as("conditions", "test", cases.toString());

    assertThat(run.status()).isZero();
    assertThat(run.errors()).contains("a case has no key fcats; did you mean facts?");
  }
}
