package io.github.macnightly.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Forces many files by several threads. A journaling file system commits what waits at the same
 * moment together: 1,000 files of 4 KB on ext4 took 198 to 238 ms by one thread and 54 to 93 ms by
 * eight. Where the volume can be forced in one go that is quicker still: 6 to 9 ms.
 */
final class ParallelForce {

  private static final int THREADS = 8;

  /** As many files are worth an effort: fewer are forced one after the other. */
  static final int WORTH_IT = 16;

  private final Filesystem disk;

  ParallelForce(Filesystem disk) {
    this.disk = disk;
  }

  /**
   * Forces all of {@code paths}, which lie on one volume, in any order; returns when all are on the
   * medium.
   */
  void force(List<Path> paths) throws IOException {
    if (paths.size() < WORTH_IT) {
      for (Path p : paths) {
        disk.force(p);
      }
      return;
    }
    if (!disk.forceVolume(paths.get(0))) {
      forceEach(paths);
    }
  }

  /** Does the same, but forces each by itself in any case. */
  void forceEach(List<Path> paths) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      forceBy(pool, paths);
    } finally {
      pool.shutdown();
    }
  }

  private void forceBy(ExecutorService pool, List<Path> paths) throws IOException {
    AtomicInteger next = new AtomicInteger();
    CompletableFuture<?>[] workers = new CompletableFuture<?>[THREADS];
    for (int i = 0; i < THREADS; i++) {
      workers[i] = CompletableFuture.runAsync(() -> work(paths, next), pool);
    }
    try {
      // join does not end on an interrupt: no half-forced tree may look forced.
      CompletableFuture.allOf(workers).join();
    } catch (CompletionException e) {
      rethrow(e.getCause());
    }
  }

  private void work(List<Path> paths, AtomicInteger next) {
    try {
      for (int i = next.getAndIncrement(); i < paths.size(); i = next.getAndIncrement()) {
        disk.force(paths.get(i));
      }
    } catch (IOException e) {
      next.set(paths.size());
      throw new CompletionException(e);
    }
  }

  private static void rethrow(Throwable cause) throws IOException {
    if (cause instanceof IOException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    throw new IOException("forcing files to the disk failed", cause);
  }
}
