package io.github.macnightly.nightly;

import io.github.macnightly.packages.PackageReport;
import java.time.Duration;

/**
 * What became of a step.
 *
 * @param name the step
 * @param outcome what became of it
 * @param reason why, in one line
 * @param duration how long it took
 * @param output what it printed, of more than 64 KiB the end
 * @param packages what the package update did or would do; null for other steps
 */
public record StepResult(
    StepName name,
    Outcome outcome,
    String reason,
    Duration duration,
    String output,
    PackageReport packages) {

  private static final int LIMIT = 64 << 10;
  private static final String CUT = "[the beginning is left out]\n";

  /** What became of a step. */
  public enum Outcome {
    /** It changed something. */
    DONE,
    /** It ran and had nothing to do. */
    UNCHANGED,
    /** It did not run. */
    SKIPPED,
    /** It failed. */
    FAILED,
    /** In a plan: it would run. */
    PLANNED
  }

  /** Cuts the output to its bound. */
  public StepResult {
    if (output.length() > LIMIT) {
      output = CUT + output.substring(output.length() - LIMIT + CUT.length());
    }
  }

  static StepResult of(StepName name, Outcome outcome, String reason) {
    return new StepResult(name, outcome, reason, Duration.ZERO, "", null);
  }

  StepResult withOutput(String text) {
    return new StepResult(name, outcome, reason, duration, text, packages);
  }

  StepResult withPackages(PackageReport report) {
    return new StepResult(name, outcome, reason, duration, output, report);
  }

  StepResult withDuration(Duration time) {
    return new StepResult(name, outcome, reason, time, output, packages);
  }

  /** Tells whether the step failed. */
  public boolean failed() {
    return outcome == Outcome.FAILED;
  }
}
