package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.packages.ItemResult;
import io.github.macnightly.packages.ItemResult.Outcome;
import io.github.macnightly.packages.PackageReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints what a package update did, or would do. */
final class PackageResults {

  private final Console console;
  private final boolean dryRun;

  PackageResults(Console console, boolean dryRun) {
    this.console = console;
    this.dryRun = dryRun;
  }

  ExitStatus print(PackageReport report) {
    report.problems().forEach(problem -> console.complain(problem.toString()));
    if (console.json()) {
      console.document(document(report));
    } else {
      report.items().forEach(this::row);
    }
    console.note(summary(report));
    return report.failed() ? ExitStatus.SOME_FAILED : ExitStatus.OK;
  }

  private Map<String, Object> document(PackageReport report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("items", report.items().stream().map(item -> ItemRow.of(item, dryRun)).toList());
    document.put("problems", report.problems());
    return document;
  }

  /** A plan says why something is left; a run says only what was done, unless asked. */
  private void row(ItemResult item) {
    if (item.outcome() != Outcome.UNCHANGED || dryRun || console.verbose()) {
      ItemRow row = ItemRow.of(item, dryRun);
      console.row(row.name(), row.status(), row.reason());
    }
  }

  private String summary(PackageReport report) {
    long unchanged = report.count(Outcome.UNCHANGED);
    if (unchanged == report.items().size() && report.problems().isEmpty()) {
      return "nothing to do";
    }
    String would = dryRun ? "would be " : "";
    return String.join(
        ", ",
        report.count(Outcome.INSTALLED) + " " + would + "installed",
        report.count(Outcome.REMOVED) + " " + would + "removed",
        unchanged + " unchanged",
        report.count(Outcome.FAILED) + " failed" + unusable(report.problems().size()));
  }

  private static String unusable(int lines) {
    return switch (lines) {
      case 0 -> "";
      case 1 -> ", 1 line could not be used";
      default -> ", " + lines + " lines could not be used";
    };
  }
}
