package io.github.macnightly.extract;

import io.github.macnightly.files.Extraction;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;

/**
 * Writes trees of volumes into an extraction, with all processors. One thread makes the
 * directories, several others write the files in the order of the disk, batch after batch, so that
 * memory does not grow with the tree. The calling thread only waits: it may be interrupted, and
 * whoever reads the image while that happens closes it for everybody.
 */
public final class TreeExtractor {

  private final Extraction into;
  private final Limits limits;
  private final Counts counts = new Counts();

  /** Takes the extraction, which may hold something already. */
  public TreeExtractor(Extraction into) {
    this(into, Limits.ofThisMachine());
  }

  TreeExtractor(Extraction into, Limits limits) {
    this.into = into;
    this.limits = limits;
  }

  /**
   * Writes an entry with all that is below it. When that fails, what has been written stays, whole
   * files and no halves.
   *
   * @param path where to; "" writes what is in a directory straight into the extraction
   * @throws io.github.macnightly.io.FormatException when the volume is damaged, has more than two
   *     million entries or 512 levels, or names that are refused
   * @throws java.nio.file.FileSystemException when the disk has not room enough
   * @throws java.io.InterruptedIOException when this thread is interrupted; it still is then
   */
  public void copy(VolumeEntry entry, String path) throws IOException {
    try (Schedule schedule = new Schedule(limits.window())) {
      Crew crew = new Crew(schedule);
      crew.start(1, () -> walk(entry, path, schedule));
      crew.start(limits.threads(), new FileCopier(schedule, limits, counts));
      crew.join();
    }
  }

  private void walk(VolumeEntry entry, String path, Schedule schedule)
      throws IOException, InterruptedException {
    Collector files = new Collector(into, schedule, limits.batch());
    new TreeWalk(into, limits, counts, files).walk(entry, path);
    files.finish();
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
