package io.github.macnightly.fetch;

import io.github.macnightly.fetch.FetchException.Kind;
import io.github.macnightly.io.Log;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Tries again what may pass by itself, with growing pauses and a bounded number of times. */
final class Retry {

  /** One try. */
  interface Attempt<T> {
    T run() throws IOException;
  }

  private final FetchOptions options;
  private final Log log;

  Retry(FetchOptions options, Log log) {
    this.options = options;
    this.log = log;
  }

  <T> T run(Attempt<T> attempt) throws IOException {
    for (int failures = 1; ; failures++) {
      try {
        return attempt.run();
      } catch (FetchException e) {
        if (e.kind() != Kind.UNAVAILABLE || failures >= options.attempts()) {
          throw e;
        }
        Duration pause = options.pause(failures, e.retryAfter());
        log.detail(
            e.getMessage() + "; attempt " + (failures + 1) + " in " + pause.toMillis() + " ms");
        sleep(pause);
      }
    }
  }

  private static void sleep(Duration pause) throws InterruptedIOException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the next attempt");
    }
  }
}
