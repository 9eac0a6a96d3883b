package io.github.macnightly.extract;

import io.github.macnightly.files.Extraction;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;

/** Collects the files that a walk finds and hands them over to a schedule, batch after batch. */
final class Collector implements TreeWalk.Receiver {

  private final Extraction into;
  private final Schedule schedule;
  private final int most;
  private Batch batch;

  /**
   * Starts with no file.
   *
   * @param most files in a batch
   */
  Collector(Extraction into, Schedule schedule, int most) {
    this.into = into;
    this.schedule = schedule;
    this.most = most;
    this.batch = new Batch(most);
  }

  @Override
  public void accept(Item item) throws IOException, InterruptedException {
    batch.add(item);
    if (batch.isDue()) {
      handOver();
    }
  }

  @Override
  public void requireGoingOn() throws InterruptedIOException {
    if (schedule.isStopped()) {
      throw new InterruptedIOException("extraction was stopped");
    }
  }

  /** Hands over what is left. */
  void finish() throws IOException, InterruptedException {
    handOver();
    schedule.complete();
  }

  private void handOver() throws IOException, InterruptedException {
    List<Item> items = batch.sorted();
    batch = new Batch(most);
    if (!items.isEmpty()) {
      requireSpace(items);
      schedule.add(items);
      requireGoingOn();
    }
  }

  /** A file that claims to be larger than the disk is refused before the disk is full of it. */
  private void requireSpace(List<Item> items) throws FileSystemException {
    long free = into.directory().toFile().getUsableSpace();
    long needed = 0;
    for (Item item : items) {
      needed += Math.max(0, item.entry().size());
      needed += needed >= 0 && into.keepsForks() ? item.entry().resourceForkSize() : 0;
      if (needed < 0 || needed > free && free > 0) {
        throw new FileSystemException(
            into.directory().toString(),
            null,
            "has no room for '%s': %s are free, at least %s are needed"
                .formatted(item.path(), size(free), size(needed)));
      }
    }
  }

  /** Two sizes of which one is too small must not read the same. */
  static String size(long bytes) {
    if (bytes < 0) {
      return "over 8 EB";
    }
    return String.format(Locale.ROOT, "%,d KB", bytes >>> 10);
  }
}
