package io.github.macnightly.cli;

import io.github.macnightly.cli.console.ExitStatus;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Gives a command that is told to stop (Ctrl-C, TERM) a moment to put things right: end its
 * children, undo what is half done, let go of its locks. The virtual machine then leaves with 128
 * plus the number of the signal, 130 for Ctrl-C; a failure told as JSON says the same number.
 */
final class Interruption {

  /** Longer than the five seconds that a child gets between being asked and being killed. */
  private static final long SECONDS = 10;

  /** How long a command that changes nothing may compute on without a look at the interrupt. */
  private static final long DEAF_MILLIS = 700;

  private static final long LOOK_MILLIS = 50;
  private static final int SPARE = 16;

  private final CountDownLatch over = new CountDownLatch(1);

  private final boolean harmless;

  private Interruption(boolean harmless) {
    this.harmless = harmless;
  }

  /**
   * Returns the status with which the virtual machine leaves: it handles a signal in a thread named
   * after it, which waits until we are through. A signal that is not known counts as Ctrl-C.
   */
  static ExitStatus status() {
    ThreadGroup all = Thread.currentThread().getThreadGroup();
    while (all.getParent() != null) {
      all = all.getParent();
    }
    Thread[] threads = new Thread[2 * all.activeCount() + SPARE];
    int count = all.enumerate(threads);
    for (Thread thread : Arrays.asList(threads).subList(0, count)) {
      switch (thread.getName()) {
        case "SIGTERM handler":
          return ExitStatus.TERMINATED;
        case "SIGHUP handler":
          return ExitStatus.HUNG_UP;
        default:
          break;
      }
    }
    return ExitStatus.INTERRUPTED;
  }

  /** Interrupts {@code worker} when the program is told to stop, and waits for its end. */
  static Interruption watch(Thread worker) {
    return watch(worker, false);
  }

  /**
   * Does the same.
   *
   * @param harmless whether the command changes nothing, so that it may be left in the middle when
   *     it does not even notice the interrupt
   */
  static Interruption watch(Thread worker, boolean harmless) {
    Interruption interruption = new Interruption(harmless);
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
          await(worker);
        }
      }
    };
  }

  /** An interrupt is noticed when it is no longer set; then there is something to wait for. */
  private void await(Thread worker) {
    try {
      boolean deaf = harmless;
      for (long time = 0; deaf && time < DEAF_MILLIS; time += LOOK_MILLIS) {
        deaf = !over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && worker.isInterrupted();
      }
      if (!deaf) {
        over.await(SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
