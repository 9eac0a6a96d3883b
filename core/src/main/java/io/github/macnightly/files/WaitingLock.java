package io.github.macnightly.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** Waits a bounded time for a lock. */
final class WaitingLock {

  private static final long PAUSE_MILLIS = 25;

  private WaitingLock() {}

  /** Takes the exclusive lock on {@code file} or tells who holds it. */
  static ProcessLocks.Held exclusive(Path file, Duration longest) throws IOException {
    long start = System.nanoTime();
    ProcessLocks.Held held = ProcessLocks.tryLock(file, false);
    while (held == null) {
      pause(file, start, longest);
      held = ProcessLocks.tryLock(file, false);
    }
    return held;
  }

  /** Makes sure that this process has a share of the lock, which it keeps until it ends. */
  static void shareForEver(Path file, Duration longest) throws IOException {
    long start = System.nanoTime();
    while (!ProcessLocks.sharedHere(file) && ProcessLocks.tryLock(file, true) == null) {
      pause(file, start, longest);
    }
  }

  private static void pause(Path file, long start, Duration longest) throws IOException {
    if (System.nanoTime() - start >= longest.toNanos()) {
      throw new LockHeldException(file, ProcessLocks.noteOf(file));
    }
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(file + ": interrupted while waiting for the lock");
    }
  }
}
