package io.github.macnightly.extract;

import io.github.macnightly.files.Extraction;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.util.List;

/**
 * Writes trees of volumes into an extraction, with all processors. The calling thread makes the
 * directories, several others write the files in the order of the disk, batch after batch, so that
 * memory does not grow with the tree.
 */
public final class TreeExtractor {

  private final Extraction into;
  private final Limits limits;
  private final Counts counts = new Counts();
  private Batch batch;

  /** Takes the extraction, which may hold something already. */
  public TreeExtractor(Extraction into) {
    this(into, Limits.ofThisMachine());
  }

  TreeExtractor(Extraction into, Limits limits) {
    this.into = into;
    this.limits = limits;
    this.batch = new Batch(limits.batch());
  }

  /**
   * Writes an entry with all that is below it. When that fails, what has been written stays.
   *
   * @param path where to; "" writes what is in a directory straight into the extraction
   * @throws io.github.macnightly.io.FormatException when the volume is damaged, has more than two
   *     million entries or 512 levels, or names that are refused
   * @throws FileSystemException when the disk has not room enough
   * @throws java.io.InterruptedIOException when this thread is interrupted; it still is then
   */
  public void copy(VolumeEntry entry, String path) throws IOException {
    try (Schedule schedule = new Schedule(limits.window())) {
      Crew crew = new Crew(schedule);
      crew.start(limits.threads(), new FileCopier(schedule, limits, counts));
      try {
        walk(entry, path, schedule);
      } catch (IOException | RuntimeException | Error e) {
        crew.fail(e);
      } finally {
        schedule.complete();
        crew.join();
      }
    }
  }

  private void walk(VolumeEntry entry, String path, Schedule schedule) throws IOException {
    new TreeWalk(into, limits, counts, item -> add(item, schedule)).walk(entry, path);
    handOver(schedule);
  }

  private void add(Item item, Schedule schedule) throws IOException {
    batch.add(item);
    if (batch.isDue()) {
      handOver(schedule);
    }
  }

  private void handOver(Schedule schedule) throws IOException {
    List<Item> items = batch.sorted();
    batch = new Batch(limits.batch());
    if (items.isEmpty()) {
      return;
    }
    requireSpace(items);
    try {
      if (!schedule.add(items)) {
        throw new InterruptedIOException("extraction was stopped");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("extraction was interrupted");
    }
  }

  /** A file that claims to be larger than the disk is refused before the disk is full of it. */
  private void requireSpace(List<Item> items) throws FileSystemException {
    long free = into.directory().toFile().getUsableSpace();
    long needed = 0;
    for (Item item : items) {
      needed += Math.max(0, item.entry().size());
      if (needed < 0 || needed > free && free > 0) {
        throw new FileSystemException(
            into.directory().toString(),
            null,
            "has no room for the content: free more than %d MB".formatted(needed >>> 20));
      }
    }
  }

  /**
   * Makes the links and gives the directories their modes and dates; nothing can be written
   * afterwards.
   */
  public ExtractionResult finish() throws IOException {
    into.finish();
    return counts.result(into.losses());
  }
}
