package io.github.macnightly.nightly;

import io.github.macnightly.nightly.StepResult.Outcome;
import io.github.macnightly.process.ProcessResult;
import java.time.Duration;

/** The result of a step that is one program. */
final class Ran {

  private Ran() {}

  static StepResult result(StepName name, String program, ProcessResult result, Duration deadline) {
    String output = output(result);
    if (result.ok()) {
      return StepResult.of(name, Outcome.DONE, "ran " + program).withOutput(output);
    }
    String reason =
        result.timedOut()
            ? program + " was ended after " + deadline.toSeconds() + " s, see STEP_DEADLINE"
            : program + " ended with status " + result.exitCode() + lastWords(result);
    return StepResult.of(name, Outcome.FAILED, reason).withOutput(output);
  }

  /** What a program says last on its standard error is mostly why it failed. */
  private static String lastWords(ProcessResult result) {
    return result
        .errors()
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .map(line -> ": " + line.strip())
        .orElse("");
  }

  private static String output(ProcessResult result) {
    String gap = result.output().isEmpty() || result.output().endsWith("\n") ? "" : "\n";
    String more = result.truncated() ? "\n[it printed more than is kept]\n" : "";
    return result.output() + gap + result.errors() + more;
  }
}
