package io.github.macnightly.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Gives a command that is told to stop (Ctrl-C, TERM) a moment to put things right: end its
 * children, undo what is half done, let go of its locks. The virtual machine then leaves with 128
 * plus the number of the signal, 130 for Ctrl-C.
 */
final class Interruption {

  /** Longer than the five seconds that a child gets between being asked and being killed. */
  private static final long SECONDS = 10;

  private final CountDownLatch over = new CountDownLatch(1);

  private Interruption() {}

  /** Interrupts {@code worker} when the program is told to stop, and waits for its end. */
  static Interruption watch(Thread worker) {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook(worker));
    return interruption;
  }

  /** Says that the work is done, so that leaving waits for nothing. */
  void over() {
    over.countDown();
  }

  private Thread hook(Thread worker) {
    return new Thread("interruption") {
      @Override
      public void run() {
        if (over.getCount() > 0) {
          worker.interrupt();
          await();
        }
      }
    };
  }

  private void await() {
    try {
      over.await(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
