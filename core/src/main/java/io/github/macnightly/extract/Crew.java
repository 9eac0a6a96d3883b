package io.github.macnightly.extract;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Threads that work off a schedule. The first failure stops all of them; so does an interrupt of
 * the thread that waits for them. They themselves are never interrupted: that would close the image
 * which they read.
 */
final class Crew {

  private final Schedule schedule;
  private final List<Thread> threads = new ArrayList<>();
  private Throwable failure;

  /** What a thread does until it has nothing more to do. */
  @FunctionalInterface
  interface Job {
    void run() throws IOException, InterruptedException;
  }

  Crew(Schedule schedule) {
    this.schedule = schedule;
  }

  /** Starts threads; when the system has no more of them, that is a failure like any other. */
  void start(int count, Job job) {
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(() -> attempt(job), "extract-" + threads.size());
      thread.setDaemon(true);
      try {
        thread.start();
      } catch (OutOfMemoryError e) {
        fail(new IOException("the system has no thread left for the extraction", e));
        return;
      }
      threads.add(thread);
    }
  }

  private void attempt(Job job) {
    try {
      job.run();
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
    } catch (InterruptedException e) {
      fail(interruption());
    }
  }

  /** Stops everybody. The first one to say why is the one whom the caller hears of. */
  private synchronized void fail(Throwable e) {
    schedule.stop();
    if (failure == null) {
      failure = e;
    } else if (failure != e && !(e instanceof InterruptedIOException)) {
      failure.addSuppressed(e);
    }
  }

  private static InterruptedIOException interruption() {
    return new InterruptedIOException("extraction was interrupted");
  }

  /**
   * Waits for the end, whatever happens: nobody may write behind the caller's back.
   *
   * @throws InterruptedIOException when this thread is interrupted, which it still is then
   * @throws IOException the first failure, with the others suppressed
   */
  void join() throws IOException {
    boolean interrupted = false;
    for (Thread thread : threads) {
      interrupted |= awaitEnd(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    rethrow();
  }

  /** Returns whether somebody interrupted that. */
  private boolean awaitEnd(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        fail(interruption());
      }
    }
    return interrupted;
  }

  private synchronized void rethrow() throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }
}
