package io.github.macnightly.packages;

import io.github.macnightly.fetch.Fetched;
import io.github.macnightly.files.DurableFiles;
import io.github.macnightly.install.Prepared;
import io.github.macnightly.repository.IndexEntry;
import io.github.macnightly.repository.Repository;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Fetches ahead of the installation, and unpacks what can be unpacked ahead: a bounded number of
 * items at once, and only as far ahead as that number, so that few packages lie about at a time.
 */
final class Downloads implements Closeable {

  /** A fetched item, unpacked where that could be done ahead. */
  record Ready(Fetched fetched, Prepared prepared) {}

  private final Repository repository;
  private final Path cache;
  private final boolean keep;
  private final Preparation preparation;
  private final ExecutorService threads;
  private final ExecutorService cleaner;
  private final Deque<IndexEntry> waiting;
  private final Map<String, Future<Ready>> running = new HashMap<>();
  private final int ahead;

  /**
   * Starts the first downloads.
   *
   * @param entries what will be asked for, in this order
   * @param preparation what is done with each file after it was fetched
   */
  Downloads(PackageContext context, List<IndexEntry> entries, Preparation preparation) {
    this.repository = context.repository();
    this.preparation = preparation;
    this.cache = context.cache();
    this.keep = context.keep();
    this.ahead = context.downloads() + 1;
    this.waiting = new ArrayDeque<>(entries);
    this.threads = Executors.newFixedThreadPool(context.downloads(), Downloads::thread);
    this.cleaner = Executors.newSingleThreadExecutor(Downloads::thread);
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
      running.put(entry.name(), threads.submit(() -> ready(entry)));
    }
  }

  private Ready ready(IndexEntry entry) throws IOException {
    Fetched fetched = repository.fetch(entry, folder(entry));
    return new Ready(fetched, preparation.prepare(entry, fetched.file()));
  }

  /**
   * Each version of each item has its own folder, so that a partial download is never taken for
   * another one. What is to be kept, or was, lies apart from what a dead run may leave.
   */
  private Path folder(IndexEntry entry) {
    Path kept = cache.resolve(entry.md5());
    if (keep || Files.isDirectory(kept)) {
      return kept;
    }
    return underway().resolve(entry.md5() + "-" + Integer.toHexString(entry.name().hashCode()));
  }

  /** Drops an item that was dealt with, well or badly, while the next one is installed. */
  void done(IndexEntry entry, Ready ready) {
    cleaner.submit(
        () -> {
          ready.prepared().close();
          if (!keep) {
            DurableFiles.deleteTree(folder(entry));
          }
          return null;
        });
  }

  private void awaitCleaner() throws IOException, InterruptedException {
    cleaner.shutdown();
    if (!cleaner.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IOException(cache + ": deleting what was downloaded takes over a minute");
    }
  }

  private Path underway() {
    return cache.resolve("underway");
  }

  private boolean hasLeft() {
    return Files.isDirectory(underway());
  }

  /**
   * Deletes the downloads that no later run goes on with. To be called when all are dealt with.
   *
   * @param useful the sums of what a later run may still want
   */
  void sweep(Set<String> useful) throws IOException, InterruptedException {
    awaitCleaner();
    if (!hasLeft()) {
      return;
    }
    boolean empty = true;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(underway())) {
      for (Path folder : folders) {
        if (useful.contains(folder.getFileName().toString().split("-")[0])) {
          empty = false;
        } else {
          DurableFiles.deleteTree(folder);
        }
      }
    }
    if (empty) {
      DurableFiles.deleteTree(underway());
    }
  }

  /**
   * Waits for an item; to be told {@link #done} when it was dealt with. What could not be fetched
   * stays as far as it came, for the next run to go on with.
   */
  Ready get(IndexEntry entry) throws IOException, InterruptedException {
    Future<Ready> download = running.remove(entry.name());
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

  /** Ends the downloads, and drops what was prepared for nobody. */
  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    cleaner.shutdown();
    for (Future<Ready> future : running.values()) {
      if (future.isDone() && !future.isCancelled()) {
        drop(future);
      }
    }
  }

  private static void drop(Future<Ready> done) throws IOException {
    try {
      done.get().prepared().close();
    } catch (ExecutionException | InterruptedException nothingPrepared) {
      // It failed, so there is nothing to drop; whatever was left, recovery sweeps.
    }
  }
}
