package io.github.macnightly.distribution;

/** A script gave no answer. */
final class ScriptFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean stopped;

  /**
   * Makes the failure.
   *
   * @param stopped whether it was stopped, which it does not survive, and not its own mistake
   */
  ScriptFailure(String reason, boolean stopped) {
    super(reason);
    this.stopped = stopped;
  }

  boolean isStopped() {
    return stopped;
  }
}
