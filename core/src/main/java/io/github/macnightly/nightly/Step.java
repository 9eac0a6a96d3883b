package io.github.macnightly.nightly;

import java.io.IOException;
import java.util.List;

/** One step of the chain. A failure may be thrown or returned. */
interface Step {

  /** Tells what {@link #run} would do, writing nothing. */
  StepResult plan() throws IOException, InterruptedException;

  /**
   * Does it.
   *
   * @param before the results of the steps before this one
   */
  StepResult run(List<StepResult> before) throws IOException, InterruptedException;
}
