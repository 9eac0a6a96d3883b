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

  /** A little more than zlib reaches at best, which is 1032. */
  private static final int MAX_RATIO = 1100;

  /** The other codecs pack a chunk of one byte into next to nothing; so much of that is normal. */
  private static final long MAX_FREE = 4L << 30;

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
   * @throws LimitExceededException when many runs use the same bytes of the file, or they unpack to
   *     very much more than the file
   */
  static ChunkMap of(List<Block> blocks, Source file)
      throws CorruptException, LimitExceededException {
    List<Run> all = new ArrayList<>();
    blocks.forEach(block -> all.addAll(block.runs()));
    all.sort(Comparator.comparingLong(Run::sector));
    checkOverlap(all);
    checkWork(all, file);
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

  private static void checkWork(List<Run> all, Source file) throws LimitExceededException {
    long packed = saturated(file.size(), MAX_SHARING, 0);
    long plain = saturated(file.size(), MAX_RATIO, MAX_FREE);
    for (Run run : all) {
      packed -= run.length();
      plain -= run.type().isCompressed() ? run.size() : 0;
      if (packed < 0) {
        throw tooMuch(run, "data used by more than one run, in sizes of the file,", MAX_SHARING);
      }
      if (plain < 0) {
        throw tooMuch(run, "decoded data, in sizes of the file,", MAX_RATIO);
      }
    }
  }

  private static long saturated(long size, int factor, long more) {
    return size > (Long.MAX_VALUE - more) / factor ? Long.MAX_VALUE : size * factor + more;
  }

  private static LimitExceededException tooMuch(Run run, String what, int limit) {
    return new LimitExceededException(UdifTrailer.FORMAT, run.offset(), what, limit);
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

  /** Returns the index of a run with data, which must be one of this map. */
  int indexOf(Run run) {
    return Arrays.binarySearch(starts, run.start());
  }

  int size() {
    return runs.length;
  }

  Run get(int index) {
    return runs[index];
  }
}
