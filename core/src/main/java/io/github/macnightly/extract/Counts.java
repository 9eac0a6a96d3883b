package io.github.macnightly.extract;

import io.github.macnightly.files.Losses;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is made. Files are counted by several threads, all else by one. */
final class Counts {

  private final AtomicLong files = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private long directories;
  private long links;

  void file(long size) {
    files.incrementAndGet();
    bytes.addAndGet(size);
  }

  void directory() {
    directories++;
  }

  void link() {
    links++;
  }

  ExtractionResult result(Losses losses) {
    return new ExtractionResult(files.get(), directories, links, bytes.get(), losses);
  }
}
