package io.github.macnightly.nightly;

import io.github.macnightly.io.Log;
import io.github.macnightly.nightly.StepResult.Outcome;
import io.github.macnightly.state.RunEvent;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.util.Locale;

/** The run in the state database. A database that cannot be written stops no step. */
final class History {

  private static final int INTERRUPTED = 130;

  private final State state;
  private final Log log;
  private long run = -1;

  History(State state, Log log) {
    this.state = state;
    this.log = log;
  }

  void begin() {
    try {
      run = state.beginRun("update");
    } catch (IOException e) {
      giveUp(e);
    }
  }

  void record(StepResult result) {
    if (run < 0 || result.outcome() == Outcome.SKIPPED) {
      return;
    }
    String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
    state.event(run, new RunEvent(result.name().label(), "update", outcome, result.reason()));
  }

  void end(NightlyReport report) {
    if (run < 0) {
      return;
    }
    try {
      state.endRun(run, report.interrupted() ? INTERRUPTED : report.failed() ? 1 : 0);
    } catch (IOException e) {
      giveUp(e);
    }
  }

  private void giveUp(IOException cause) {
    run = -1;
    log.note("the history of this run is not recorded: " + Failure.of(cause));
  }
}
