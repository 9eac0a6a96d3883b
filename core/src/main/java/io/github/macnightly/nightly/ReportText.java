package io.github.macnightly.nightly;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A report for people. */
final class ReportText {

  private ReportText() {}

  static String of(NightlyReport report) {
    StringBuilder text = new StringBuilder();
    text.append(heading(report)).append('\n');
    text.append("started ").append(second(report.started()));
    text.append(", finished ").append(second(report.finished())).append("\n\n");
    report.steps().forEach(step -> text.append(line(step)).append('\n'));
    if (report.successor() != null) {
      text.append("\nThe toolkit was changed; the new one did the rest and ended with status ")
          .append(report.successor().status())
          .append(".\n");
    }
    report.steps().stream()
        .filter(step -> step.failed() && !step.output().isBlank())
        .forEach(step -> text.append("\n--- output of ").append(block(step)));
    return text.toString();
  }

  /** The first line, which is the subject of a mail too. */
  static String heading(NightlyReport report) {
    String what;
    if (report.interrupted()) {
      what = "interrupted";
    } else if (report.failures() > 0) {
      what = report.failures() + (report.failures() == 1 ? " step failed" : " steps failed");
    } else if (report.failed()) {
      what = "failed after the toolkit was changed";
    } else {
      what = "up to date";
    }
    return "macnightly on " + report.host() + ": " + what;
  }

  static String line(StepResult step) {
    String outcome =
        step.failed() ? step.outcome().name() : step.outcome().name().toLowerCase(Locale.ROOT);
    String time = step.duration().isZero() ? "" : " (" + seconds(step.duration()) + ")";
    return String.format("%-14s  %-9s  %s%s", step.name().label(), outcome, step.reason(), time);
  }

  private static String block(StepResult step) {
    String end = step.output().endsWith("\n") ? "" : "\n";
    return step.name().label() + "\n" + step.output() + end;
  }

  static String second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
