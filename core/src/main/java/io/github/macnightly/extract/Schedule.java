package io.github.macnightly.extract;

import io.github.macnightly.files.LargeFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives work to threads: files in the order of the disk, those of one window at a time. A thread
 * that comes upon a large file puts it here, and the next ones to ask get parts of it; so a thread
 * is sent home only when no other one can come upon a large file any more.
 */
final class Schedule implements Closeable {

  /** A window in which thousands of small files start is given out in pieces. */
  private static final int MOST_FILES = 256;

  /** While one batch is written another one may wait. */
  private static final int MOST_BATCHES = 2;

  private final long window;
  private final Deque<List<Item>> batches = new ArrayDeque<>();
  private final Deque<Parts> parts = new ArrayDeque<>();
  private final Set<LargeFile> opened = new HashSet<>();
  private int next;
  private int busy;
  private boolean complete;
  private volatile boolean stopped;

  /** What a thread is to do: some files, or a part of one when {@code files} is null. */
  record Task(List<Item> files, Item item, LargeFile large, long from, long length) {}

  /** A large file of which the first bytes have been given out. */
  private static final class Parts {
    private final Item item;
    private final LargeFile file;
    private final long size;
    private long given;

    Parts(Item item, LargeFile file, long size) {
      this.item = item;
      this.file = file;
      this.size = size;
    }
  }

  /**
   * Starts without work.
   *
   * @param window bytes of the volume, also of a part
   */
  Schedule(long window) {
    this.window = window;
  }

  /**
   * Adds files, and waits while there are enough and the work has not been stopped.
   *
   * @param sorted not empty, and in the order of the disk
   */
  synchronized void add(List<Item> sorted) throws InterruptedException {
    while (batches.size() >= MOST_BATCHES && !stopped) {
      wait();
    }
    batches.add(sorted);
    notifyAll();
  }

  /** Says that no more files will come. */
  synchronized void complete() {
    complete = true;
    notifyAll();
  }

  /** Returns what to do next, or null when there is nothing left. */
  synchronized Task take() throws InterruptedException {
    while (!stopped) {
      if (!parts.isEmpty()) {
        return part(parts.peek());
      }
      if (!batches.isEmpty()) {
        busy++;
        return files(batches.peek());
      }
      if (complete && busy == 0) {
        return null;
      }
      wait();
    }
    return null;
  }

  private Task part(Parts of) {
    long from = of.given;
    long length = Math.min(window, of.size - from);
    of.given += length;
    if (of.given == of.size) {
      parts.remove();
    }
    return new Task(null, of.item, of.file, from, length);
  }

  private Task files(List<Item> items) {
    int first = next;
    long number = items.get(first).place() / window;
    do {
      next++;
    } while (next < items.size()
        && next - first < MOST_FILES
        && items.get(next).place() / window == number);
    List<Item> files = items.subList(first, next);
    if (next == items.size()) {
      batches.remove();
      next = 0;
      notifyAll();
    }
    return new Task(files, null, null, 0, 0);
  }

  /** Says that the files of a task are done. */
  synchronized void done() {
    busy--;
    if (busy == 0) {
      notifyAll();
    }
  }

  /** Has a file written in parts. */
  synchronized void split(Item item, LargeFile file, long size) {
    opened.add(file);
    parts.add(new Parts(item, file, size));
    notifyAll();
  }

  /** Says that a file has been written wholly. */
  synchronized void done(LargeFile file) {
    opened.remove(file);
  }

  /** Gives out nothing more. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  boolean isStopped() {
    return stopped;
  }

  /** Takes away large files that have not been finished; no thread may be at work any more. */
  @Override
  public synchronized void close() throws IOException {
    IOException failure = null;
    for (LargeFile file : opened) {
      try {
        file.close();
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
