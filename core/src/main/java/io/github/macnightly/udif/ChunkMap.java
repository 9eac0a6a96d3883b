package io.github.macnightly.udif;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** All runs of a disk by place. Sectors between them are zero. */
final class ChunkMap {

  /** Data that several runs share is decoded for each of them; no writer does that much. */
  private static final int MAX_SHARING = 16;

  private final Run[] runs;
  private final long[] starts;

  private ChunkMap(Run[] runs) {
    this.runs = runs;
    this.starts = Arrays.stream(runs).mapToLong(Run::start).toArray();
  }

  /**
   * Sorts the runs with data.
   *
   * @throws CorruptException when runs of any kind overlap on the disk
   * @throws LimitExceededException when many runs use the same bytes of the file
   */
  static ChunkMap of(List<Block> blocks, Source file)
      throws CorruptException, LimitExceededException {
    List<Run> all = new ArrayList<>();
    blocks.forEach(block -> all.addAll(block.runs()));
    all.sort(Comparator.comparingLong(Run::sector));
    checkOverlap(all);
    checkSharing(all, file);
    return new ChunkMap(all.stream().filter(run -> run.type().hasData()).toArray(Run[]::new));
  }

  private static void checkOverlap(List<Run> sorted) throws CorruptException {
    long end = 0;
    for (Run run : sorted) {
      if (run.sector() < end) {
        throw new CorruptException(
            UdifTrailer.FORMAT,
            run.offset(),
            "run of sectors " + run.sector() + "+" + run.sectors() + " overlaps one up to " + end);
      }
      end = run.sector() + run.sectors();
    }
  }

  private static void checkSharing(List<Run> all, Source file) throws LimitExceededException {
    long budget = file.size() * MAX_SHARING;
    for (Run run : all) {
      budget -= run.length();
      if (budget < 0) {
        throw new LimitExceededException(
            UdifTrailer.FORMAT,
            run.offset(),
            "data used by more than one run, in sizes of the file,",
            MAX_SHARING);
      }
    }
  }

  /** Returns the index of the run that holds the byte, or of the first one behind it. */
  int indexAt(long offset) {
    int found = Arrays.binarySearch(starts, offset);
    if (found >= 0) {
      return found;
    }
    int before = -found - 2;
    return before >= 0 && offset < runs[before].end() ? before : before + 1;
  }

  int size() {
    return runs.length;
  }

  Run get(int index) {
    return runs[index];
  }
}
