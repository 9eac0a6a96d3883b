package io.github.macnightly.udif;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Does numbered tasks on several threads, in about the order of their numbers. When tasks fail, the
 * failure of the lowest number counts, so that the answer is the same every time; tasks behind it
 * are not begun.
 */
final class Workers {

  private final int count;
  private final Task task;
  private final AtomicInteger next = new AtomicInteger();
  private int failedAt = Integer.MAX_VALUE;
  private Throwable failure;

  private Workers(int count, Task task) {
    this.count = count;
    this.task = task;
  }

  /** Something to do, by its number. */
  interface Task {
    void run(int number) throws IOException;
  }

  /**
   * Returns when all tasks are done, whatever happens to the calling thread in the meantime.
   *
   * @param count of the tasks, which are numbered from 0
   * @param threads how many work at the same time, the calling one among them
   */
  static void run(int count, int threads, Task task) throws IOException {
    Workers workers = new Workers(count, task);
    Thread[] others =
        IntStream.range(1, Math.min(threads, count))
            .mapToObj(i -> new Thread(workers::work, "udif-" + i))
            .toArray(Thread[]::new);
    for (Thread other : others) {
      other.setDaemon(true);
      other.start();
    }
    workers.work();
    join(others);
    workers.tell();
  }

  private void work() {
    for (int number = next.getAndIncrement(); goesOn(number); number = next.getAndIncrement()) {
      try {
        task.run(number);
      } catch (IOException | RuntimeException | Error e) {
        fail(number, e);
      }
    }
  }

  private synchronized boolean goesOn(int number) {
    return number < count && number < failedAt;
  }

  private synchronized void fail(int number, Throwable e) {
    if (number < failedAt) {
      failedAt = number;
      failure = e;
    }
  }

  private static void join(Thread[] threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void tell() throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }
}
