package io.github.macnightly.fetch;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How patient a fetcher is.
 *
 * @param connect how long a connection may take to come about
 * @param idle how long to wait for the next byte, or for the first one of an answer
 * @param attempts how often a file is asked for in all, at least 1
 * @param firstBackOff the pause after the first failure; it doubles from one to the next
 * @param longestPause bound of every pause, also of one that a server asks for by Retry-After
 * @param limit size in bytes of the largest file that is taken when its size is not known before
 * @param random from 0 (inclusive) to 1 (exclusive); shortens each pause by up to its half
 */
public record FetchOptions(
    Duration connect,
    Duration idle,
    int attempts,
    Duration firstBackOff,
    Duration longestPause,
    long limit,
    DoubleSupplier random) {

  /** Connect 15 s, idle 60 s, 4 attempts, first pause 1 s, none over 60 s, at most 64 GiB. */
  public static FetchOptions defaults() {
    return new FetchOptions(
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        4,
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        64L << 30,
        () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * Returns the pause after the given number of failures, as {@code asked} by the server or not.
   */
  Duration pause(int failures, Duration asked) {
    if (asked != null) {
      return shorter(asked, longestPause);
    }
    long whole =
        shorter(firstBackOff.multipliedBy(1L << Math.min(failures - 1, 20)), longestPause)
            .toNanos();
    return Duration.ofNanos((long) (whole * (1 - random.getAsDouble() / 2)));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
