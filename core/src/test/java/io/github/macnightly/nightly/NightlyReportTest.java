package io.github.macnightly.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.github.macnightly.install.Details;
import io.github.macnightly.nightly.StepResult.Outcome;
import io.github.macnightly.packages.ItemResult;
import io.github.macnightly.packages.PackageReport;
import io.github.macnightly.repository.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NightlyReportTest {

  private static final Instant START = Instant.parse("2026-11-20T02:00:00Z");

  private static NightlyReport report(StepResult... steps) {
    return new NightlyReport("lab7", START, START.plusSeconds(60), List.of(steps), false, null);
  }

  private static StepResult failed(StepName name) {
    return StepResult.of(name, Outcome.FAILED, "no network").withOutput("line\n");
  }

  @Test
  void textNamesWhatFailedFirstAndShowsItsOutput() {
    String text =
        report(
                StepResult.of(StepName.MANAGER, Outcome.DONE, "2 changes")
                    .withDuration(Duration.ofMillis(1250)),
                failed(StepName.CONFIG))
            .text();

    assertThat(text)
        .isEqualTo(
            """
            macnightly on lab7: 1 step failed
            started 2026-11-20T02:00:00Z, finished 2026-11-20T02:01:00Z

            manager         done       2 changes (1.3 s)
            config          FAILED     no network

            --- output of config
            line
            """);
  }

  @Test
  void mapIsPlainAndWhole() {
    ItemResult item =
        new ItemResult(
            "Tea.dmg", ItemResult.Outcome.FAILED, "wrong sum", List.of(), List.of(), Details.NONE);
    PackageReport packages =
        new PackageReport(List.of(item), List.of(new Problem(".pkglist", 3, "no sum")));
    StepResult step =
        StepResult.of(StepName.PKGUPDATE, Outcome.FAILED, "1 failed").withPackages(packages);

    String json = new Gson().toJson(report(step).toMap());

    assertThat(json)
        .contains("\"command\":\"update\"", "\"failed\":true", "\"outcome\":\"failed\"")
        .contains("{\"name\":\"Tea.dmg\",\"outcome\":\"failed\",\"reason\":\"wrong sum\"")
        .contains("\".pkglist:3: no sum\"");
  }

  @Test
  void failureOfTheSuccessorIsAFailure() {
    NightlyReport report =
        new NightlyReport(
            "lab7", START, START, List.of(), false, new NightlyReport.Successor(75, "", ""));

    assertThat(report.failed()).isTrue();
    assertThat(report.text()).contains("ended with status 75");
    assertThat(report.toMap()).containsKey("successor");
  }

  @Test
  void endOfLongOutputIsKept() {
    StepResult result =
        StepResult.of(StepName.CONFIG, Outcome.DONE, "")
            .withOutput("a".repeat(100_000) + "the end");

    assertThat(result.output()).hasSize(64 << 10).startsWith("[the beginning").endsWith("the end");
  }

  @Test
  void stepsAreFoundByTheirLabels() {
    assertThat(StepName.find("PkgUpdate")).hasValue(StepName.PKGUPDATE);
    assertThat(StepName.find("sleep")).isEmpty();
    assertThat(StepName.MANAGER.label()).isEqualTo("manager");
  }
}
