package io.github.macnightly.nightly;

import java.time.Duration;

/**
 * Waits a while for a network that is not up yet, as on a machine that was woken for the run. All
 * steps of a run share it, so a server that stays away delays the night only once.
 */
final class Patience {

  private static final Duration PAUSE = Duration.ofSeconds(20);

  private final Sleeper sleeper;
  private int left;

  /** Makes one that waits so many times. */
  Patience(Sleeper sleeper, int times) {
    this.sleeper = sleeper;
    this.left = times;
  }

  /** Waits once, unless the patience is at its end; then returns false at once. */
  boolean waits() throws InterruptedException {
    if (left == 0) {
      return false;
    }
    left--;
    sleeper.sleep(PAUSE);
    return true;
  }
}
