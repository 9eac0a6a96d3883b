package io.github.macnightly.packages;

import io.github.macnightly.fetch.Fetched;
import io.github.macnightly.repository.IndexEntry;
import io.github.macnightly.repository.Repository;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fetches ahead of the installation: a bounded number of downloads at once, and only as far ahead
 * as that number, so that the cache holds few packages at a time.
 */
final class Downloads implements Closeable {

  private final Repository repository;
  private final Path cache;
  private final ExecutorService threads;
  private final Deque<IndexEntry> waiting;
  private final Map<String, Future<Fetched>> running = new HashMap<>();
  private final int ahead;

  /**
   * Starts the first downloads.
   *
   * @param entries what will be asked for, in this order
   */
  Downloads(PackageContext context, List<IndexEntry> entries) {
    this.repository = context.repository();
    this.cache = context.cache();
    this.ahead = context.downloads() + 1;
    this.waiting = new ArrayDeque<>(entries);
    this.threads = Executors.newFixedThreadPool(context.downloads(), Downloads::thread);
    fill();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "download");
    thread.setDaemon(true);
    return thread;
  }

  private void fill() {
    while (running.size() < ahead && !waiting.isEmpty()) {
      IndexEntry entry = waiting.poll();
      running.put(entry.name(), threads.submit(() -> repository.fetch(entry, folder(entry))));
    }
  }

  /** Each version has its own folder, so that a partial download is never taken for another one. */
  Path folder(IndexEntry entry) {
    return cache.resolve(entry.md5());
  }

  /** Waits for a download. */
  Fetched get(IndexEntry entry) throws IOException, InterruptedException {
    Future<Fetched> download = running.remove(entry.name());
    try {
      fill();
      return download.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException("download of " + entry.name(), e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
