package io.github.macnightly.nightly;

import io.github.macnightly.nightly.StepResult.Outcome;
import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import java.io.IOException;
import java.util.List;

/** Apple's own updates, on a Mac that updates itself. */
final class SoftwareUpdateStep implements Step {

  private static final StepName NAME = StepName.SOFTWAREUPDATE;
  private static final List<String> COMMAND = List.of("softwareupdate", "--install", "--all");

  private final Work work;

  SoftwareUpdateStep(Work work) {
    this.work = work;
  }

  private String reasonToSkip() throws IOException {
    if (!work.configuration().softwareUpdate()) {
      return "SOFTWAREUPDATE is no";
    }
    if (!work.host().isMac()) {
      return "this is not a Mac";
    }
    return work.isLive() ? "" : "the root is not /";
  }

  @Override
  public StepResult plan() throws IOException {
    String reason = reasonToSkip();
    return reason.isEmpty()
        ? StepResult.of(NAME, Outcome.PLANNED, "would run " + String.join(" ", COMMAND))
        : StepResult.of(NAME, Outcome.SKIPPED, reason);
  }

  @Override
  public StepResult run(List<StepResult> before) throws IOException, InterruptedException {
    String reason = reasonToSkip();
    if (!reason.isEmpty()) {
      return StepResult.of(NAME, Outcome.SKIPPED, reason);
    }
    ProcessResult result =
        work.runner().run(ProcessRequest.of(COMMAND).withDeadline(work.deadline()));
    return Ran.result(NAME, String.join(" ", COMMAND), result, work.deadline());
  }
}
