package io.github.macnightly.facts;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One source, asked once, when its answer is first wanted. It works in a thread of its own, so that
 * a program that hangs or a disk that does not answer costs its deadline and nothing else.
 */
final class Probe<T> {

  private final String name;
  private final Duration deadline;
  private final Callable<T> work;
  private FutureTask<T> task;
  private long started;

  Probe(String name, Duration deadline, Callable<T> work) {
    this.name = name;
    this.deadline = deadline;
    this.work = work;
  }

  String name() {
    return name;
  }

  /** Starts the work, unless it was. */
  synchronized FutureTask<T> start() {
    if (task == null) {
      task = new FutureTask<>(work);
      started = System.nanoTime();
      Thread thread = new Thread(task, "fact source " + name);
      thread.setDaemon(true);
      thread.start();
    }
    return task;
  }

  private synchronized long nanosLeft() {
    return Math.max(0, deadline.toNanos() - (System.nanoTime() - started));
  }

  /**
   * Waits for the answer.
   *
   * @throws IOException that says in one line which source failed and why
   */
  T await() throws IOException {
    FutureTask<T> running = start();
    try {
      return running.get(nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | CancellationException e) {
      running.cancel(true);
      throw new IOException(name + " took more than " + seconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(name + ": " + reason(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(name + " was interrupted", e);
    }
  }

  private String seconds() {
    return String.valueOf(deadline.toMillis() / 1000.0).replaceAll("\\.0$", "");
  }

  private static String reason(Throwable cause) {
    if (cause instanceof AccessDeniedException denied) {
      return denied.getFile() + " may not be read: run it as root";
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.replaceAll("\\s+", " ").strip();
  }
}
