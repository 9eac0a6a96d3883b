package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.util.Arrays;

/** The extents of one fork in bytes, in the order of the fork. */
final class ExtentList {

  /** A fork in more pieces than this is not from a disk image that anybody wants to install. */
  private static final int MAX_EXTENTS = 1 << 18;

  private final long blockSize;
  private final long totalBlocks;
  private final long volumeSize;
  private long[] forkOffsets = new long[1];
  private long[] volumeOffsets = new long[1];
  private int count;
  private int added;
  private long blockCount;
  private long end;

  ExtentList(VolumeHeader header, long volumeSize) {
    this.blockSize = header.blockSize();
    this.totalBlocks = header.totalBlocks();
    this.volumeSize = volumeSize;
  }

  /** Appends pairs of first block and number of blocks, as many as the fork still needs. */
  void add(int[] pairs, long needed) throws CorruptException, LimitExceededException {
    for (int i = 0; i < pairs.length && end < needed; i += 2) {
      add(Integer.toUnsignedLong(pairs[i]), Integer.toUnsignedLong(pairs[i + 1]), needed);
    }
  }

  private void add(long block, long blocks, long needed)
      throws CorruptException, LimitExceededException {
    long start = block * blockSize;
    long length = Math.min(blocks * blockSize, needed - end);
    // Counted before they are joined: small ones that touch each other take their time as well.
    added++;
    if (added > MAX_EXTENTS) {
      throw new LimitExceededException(
          HfsVolume.FORMAT, start, "number of extents of a file", MAX_EXTENTS);
    }
    blockCount += blocks;
    if (blockCount > totalBlocks) {
      throw new CorruptException(
          HfsVolume.FORMAT,
          start,
          "a fork has %d blocks on a volume of %d".formatted(blockCount, totalBlocks));
    }
    if (block > totalBlocks - blocks || start > volumeSize - length) {
      throw new CorruptException(
          HfsVolume.FORMAT,
          start,
          "extent %d+%d is outside of the volume of %d blocks"
              .formatted(block, blocks, totalBlocks));
    }
    if (count == 0 || start != volumeOffsets[count - 1] + end - forkOffsets[count - 1]) {
      append(start);
    }
    end += length;
  }

  private void append(long start) {
    if (count == forkOffsets.length) {
      forkOffsets = Arrays.copyOf(forkOffsets, 2 * count);
      volumeOffsets = Arrays.copyOf(volumeOffsets, 2 * count);
    }
    forkOffsets[count] = end;
    volumeOffsets[count] = start;
    count++;
  }

  /** Returns the number of bytes that the extents hold. */
  long end() {
    return end;
  }

  /** Returns the index of the extent that holds the byte, which must be before {@link #end}. */
  int containing(long offset) {
    int found = Arrays.binarySearch(forkOffsets, 0, count, offset);
    return found >= 0 ? found : -found - 2;
  }

  long forkOffset(int extent) {
    return forkOffsets[extent];
  }

  long volumeOffset(int extent) {
    return volumeOffsets[extent];
  }

  long length(int extent) {
    return (extent + 1 < count ? forkOffsets[extent + 1] : end) - forkOffsets[extent];
  }
}
