package io.github.macnightly.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Case files. */
class ConditionTestTest {

  @TempDir Path folder;

  private static List<CaseLine> read(Path file) throws IOException {
    List<CaseLine> lines = new ArrayList<>();
    ConditionTest.read(file, lines::add);
    return lines;
  }

  private List<CaseLine> cases(String text) throws IOException {
    return read(Files.writeString(folder.resolve("cases.jsonl"), text));
  }

  @Test
  void allFoundCasesComeOutAsExpected() throws IOException {
    Optional<Path> file = Shared.fixture("predicate/dev.jsonl");
    assumeTrue(file.isPresent(), "no ../shared/fixtures/predicate");
    List<CaseLine> lines = read(file.orElseThrow());

    assertThat(lines).hasSizeGreaterThan(1500).allMatch(line -> line.problem().isEmpty());
    assertThat(lines).noneMatch(line -> line.expect().isEmpty());
    assertThat(lines).noneMatch(line -> line.differs(line.verdict()));
  }

  @Test
  void lineMayDoWithoutIdFactsAndExpectation() throws IOException {
    CaseLine line = cases("\n{\"predicate\": \"a == nil\"}").get(0);

    assertThat(line.id()).isEqualTo(2L);
    assertThat(line.verdict().outcome().text()).isEqualTo("true");
    assertThat(line.differs(line.verdict())).isFalse();
  }

  @Test
  void differenceIsSeen() throws IOException {
    CaseLine line = cases("{\"predicate\":\"a==1\",\"facts\":{\"a\":1},\"expect\":false}").get(0);

    assertThat(line.differs(line.verdict())).isTrue();
  }

  @Test
  void lineOfACollectionIsAPredicate() throws IOException {
    CaseLine line = cases("[\"condition\", \"a == nil\", 3, \"where/it/was\"]").get(0);

    assertThat(line.problem()).isEmpty();
    assertThat(line.predicate()).isEqualTo("a == nil");
    assertThat(line.expect()).isEmpty();
    assertThat(cases("[\"other\", \"a == nil\"]").get(0).problem()).startsWith("is a list");
  }

  @Test
  void refusalsTellThePlaceAndNothingOfTheLibrary() throws IOException {
    String badEscape = "{\"predicate\": \"x\", \"facts\": {\"a\": \"\\x\"}}";
    for (String text :
        List.of("nonsense", "{\"predicate\" \"x\"}", "{'a': 1}", "{\"a\": 1,}", badEscape)) {
      assertThat(cases(text).get(0).problem())
          .matches("JSON: character [0-9]+(, at [^:]+)?: .+")
          .doesNotContainIgnoringCase("reader", "strictness", "lenient", "gson", "$", "line ");
    }
  }

  @Test
  void longTextsAreCut() throws IOException {
    String megabyte = "x".repeat(1 << 20);

    assertThat(cases("{\"predicate\": \"a\", \"expect\": \"" + megabyte + "\"}").get(0).problem())
        .hasSizeLessThan(400);
    assertThat(cases("{\"" + megabyte + "\": {\"$date\": \"" + megabyte + "\"}}").get(0).problem())
        .hasSizeLessThan(400);
  }

  @Test
  void folderIsNoCaseFile() {
    assertThatThrownBy(() -> read(folder))
        .hasMessage(folder + ": is a directory, wanted a case file");
  }

  @Test
  void linesThatAreNoCasesSayWhy() throws IOException {
    assertThat(
            cases(
                "{\n"
                    + "[]\n"
                    + "{\"predicate\":1}\n"
                    + "{\"predicate\":\"a\",\"facts\":[]}\n"
                    + "{\"predicate\":\"a\",\"expect\":\"maybe\"}\n"
                    + "{\"predicate\":\"TRUEPREDICATE\"}"))
        .extracting(CaseLine::problem)
        .satisfiesExactly(
            p -> assertThat(p).startsWith("JSON: character 2: "),
            p -> assertThat(p).startsWith("is a list, wanted an object like {\"predicate\""),
            p -> assertThat(p).isEqualTo("predicate is a number, wanted text"),
            p -> assertThat(p).isEqualTo("facts is a list, wanted an object"),
            p -> assertThat(p).contains("expect is maybe", "eval-error"),
            p -> assertThat(p).isEmpty());
  }
}
