package io.github.macnightly.distribution;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Runs work that a hostile script may derail on a thread of its own, with a small stack and a
 * deadline. Its memory is watched by {@link Budget}.
 */
final class Sandbox {

  private static final long STACK_BYTES = 1 << 20;
  private static final long DEADLINE_MILLIS = 6_000;

  /** The stop flag is seen within a few script instructions, unless one of them never ends. */
  private static final long GRACE_MILLIS = 500;

  private Sandbox() {}

  /**
   * Runs the work.
   *
   * @param work is given a flag that becomes true when it should end
   * @param otherwise makes the result when the work failed or did not end; the thread is then left
   *     behind as a daemon
   */
  static <T> T run(Function<AtomicBoolean, T> work, Function<ScriptFailure, T> otherwise) {
    return run(work, otherwise, DEADLINE_MILLIS);
  }

  /** Runs the work with a deadline of its own, in milliseconds. */
  static <T> T run(
      Function<AtomicBoolean, T> work, Function<ScriptFailure, T> otherwise, long deadline) {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicReference<T> result = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable body =
        () -> {
          try {
            result.set(work.apply(stop));
          } catch (RuntimeException | Error e) {
            failure.set(e); // what it was is told by the thread that waits
          }
        };
    Thread thread = new Thread(null, body, "distribution-script", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = await(thread, stop, deadline);
    if (result.get() != null) {
      return result.get();
    }
    return otherwise.apply(reason(failure.get(), interrupted));
  }

  private static boolean await(Thread thread, AtomicBoolean stop, long deadline) {
    try {
      thread.join(deadline);
      stop.set(true);
      thread.join(GRACE_MILLIS);
      return false;
    } catch (InterruptedException e) {
      stop.set(true);
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static ScriptFailure reason(Throwable failure, boolean interrupted) {
    if (interrupted) {
      return new ScriptFailure("the evaluation was interrupted", true);
    }
    if (failure == null) {
      return new ScriptFailure("the script did not end in time", true);
    }
    if (failure instanceof LinkageError) {
      return new ScriptFailure("the JavaScript engine is absent: " + failure.getMessage(), false);
    }
    boolean stopped = failure instanceof VirtualMachineError;
    return new ScriptFailure("the script could not be evaluated: " + failure, stopped);
  }
}
