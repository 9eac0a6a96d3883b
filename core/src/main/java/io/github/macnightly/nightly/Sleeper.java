package io.github.macnightly.nightly;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Sleeper {

  /** Waits by the machine's monotonic clock, which nobody can set. */
  Sleeper SYSTEM = duration -> Thread.sleep(duration.toMillis());

  /** Waits for {@code duration}, or until the thread is interrupted. */
  void sleep(Duration duration) throws InterruptedException;
}
