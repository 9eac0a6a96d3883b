package io.github.macnightly.nightly;

import io.github.macnightly.config.Key;
import io.github.macnightly.nightly.StepResult.Outcome;
import io.github.macnightly.packages.ItemResult;
import io.github.macnightly.packages.PackageReport;
import io.github.macnightly.packages.PackageUpdate;
import io.github.macnightly.repository.ActionList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The packages of the site. */
final class PackageStep implements Step {

  private static final StepName NAME = StepName.PKGUPDATE;
  private static final String USUAL_LIST = "/common/manager/update.pkglist";

  private final Work work;

  PackageStep(Work work) {
    this.work = work;
  }

  private Path list() throws IOException {
    return work.file(Key.PKGLIST, USUAL_LIST);
  }

  /** Returns what the manifest says, then what the list says; empty when there is neither. */
  private Optional<ActionList> actions(Path list, boolean dryRun)
      throws IOException, InterruptedException {
    Optional<ActionList> read =
        Files.isRegularFile(list)
            ? Optional.of(ActionList.parse(list.toString(), Files.readAllBytes(list)))
            : Optional.empty();
    return new ManifestItems(work, dryRun).before(read);
  }

  private static StepResult withoutList(Path list) {
    return StepResult.of(NAME, Outcome.SKIPPED, "there is no package list " + list);
  }

  @Override
  public StepResult plan() throws IOException, InterruptedException {
    Path list = list();
    Optional<ActionList> actions = actions(list, true);
    if (actions.isEmpty()) {
      return withoutList(list);
    }
    PackageReport report = new PackageUpdate(work.packages()).plan(actions.get());
    String counts =
        "would install "
            + report.count(ItemResult.Outcome.INSTALLED)
            + ", remove "
            + report.count(ItemResult.Outcome.REMOVED)
            + ", leave "
            + report.count(ItemResult.Outcome.UNCHANGED)
            + failures(report);
    return StepResult.of(NAME, report.failed() ? Outcome.FAILED : Outcome.PLANNED, counts)
        .withPackages(report)
        .withOutput(lines(report, true));
  }

  @Override
  public StepResult run(List<StepResult> before) throws IOException, InterruptedException {
    Path list = list();
    Optional<ActionList> actions = actions(list, false);
    if (actions.isEmpty()) {
      return withoutList(list);
    }
    String stale = isStale(before) ? "; by the old list, for manager failed" : "";
    PackageReport report = new PackageUpdate(work.packages()).run(actions.get());
    return StepResult.of(NAME, outcome(report), reason(report) + stale)
        .withPackages(report)
        .withOutput(lines(report, false));
  }

  private static boolean isStale(List<StepResult> before) {
    return before.stream().anyMatch(step -> step.name() == StepName.MANAGER && step.failed());
  }

  private static Outcome outcome(PackageReport report) {
    if (report.failed()) {
      return Outcome.FAILED;
    }
    long same = report.count(ItemResult.Outcome.UNCHANGED);
    return same == report.items().size() ? Outcome.UNCHANGED : Outcome.DONE;
  }

  private static String reason(PackageReport report) {
    StringBuilder reason = new StringBuilder();
    reason.append(report.count(ItemResult.Outcome.INSTALLED)).append(" installed, ");
    reason.append(report.count(ItemResult.Outcome.REMOVED)).append(" removed, ");
    reason.append(report.count(ItemResult.Outcome.UNCHANGED)).append(" unchanged");
    return reason.append(failures(report)).toString();
  }

  private static String failures(PackageReport report) {
    StringBuilder failures = new StringBuilder();
    if (report.failed()) {
      failures.append(", ").append(report.count(ItemResult.Outcome.FAILED)).append(" failed");
    }
    if (!report.problems().isEmpty()) {
      failures.append(", unusable lines: ").append(report.problems().size());
    }
    return failures.toString();
  }

  private static String lines(PackageReport report, boolean planned) {
    String items =
        report.items().stream()
            .filter(item -> item.outcome() != ItemResult.Outcome.UNCHANGED)
            .map(item -> line(item, planned))
            .collect(Collectors.joining());
    String problems =
        report.problems().stream().map(problem -> problem + "\n").collect(Collectors.joining());
    return items + problems;
  }

  private static String plan(ItemResult.Outcome outcome) {
    return switch (outcome) {
      case INSTALLED -> "would install";
      case REMOVED -> "would remove";
      case UNCHANGED -> "would leave";
      case FAILED -> "cannot do";
    };
  }

  private static String line(ItemResult item, boolean planned) {
    String outcome =
        planned ? plan(item.outcome()) : item.outcome().name().toLowerCase(Locale.ROOT);
    String notes =
        item.notes().stream().map(note -> "  " + note + "\n").collect(Collectors.joining());
    return outcome + " " + item.name() + ": " + item.reason() + "\n" + notes;
  }
}
