package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;

/**
 * Where a fork lies: its size in bytes and its first extents (80 bytes on the disk). Nearly every
 * fork has one extent, so that one is kept without an array.
 */
final class ForkData {

  static final int BYTES = 80;

  /** Extents in one record, here as well as in the extents overflow tree. */
  static final int EXTENTS = 8;

  private static final int[] NONE = new int[0];

  static final ForkData EMPTY = new ForkData(0, NONE);

  private final long size;
  private final int firstBlock;
  private final int firstCount;
  private final int[] more;

  private ForkData(long size, int[] extents) {
    this.size = size;
    this.firstBlock = extents.length == 0 ? 0 : extents[0];
    this.firstCount = extents.length == 0 ? 0 : extents[1];
    this.more = extents.length <= 2 ? NONE : extents;
  }

  static ForkData read(ByteBuffer bytes, int at) throws CorruptException {
    long size = bytes.getLong(at);
    if (size < 0) {
      throw new CorruptException(
          HfsVolume.FORMAT, at, "fork size is " + Long.toUnsignedString(size) + " bytes");
    }
    // A clump size and a number of blocks lie between; the extents say the same more exactly.
    return size == 0 ? EMPTY : new ForkData(size, readExtents(bytes, at + 16));
  }

  /** Reads eight extents; the first one without blocks ends the list. */
  static int[] readExtents(ByteBuffer bytes, int at) {
    int count = 0;
    while (count < EXTENTS && bytes.getInt(at + 8 * count + 4) != 0) {
      count++;
    }
    int[] extents = count == 0 ? NONE : new int[2 * count];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = bytes.getInt(at + 4 * i);
    }
    return extents;
  }

  long size() {
    return size;
  }

  /** Returns the first block, 0 when there is none. */
  long firstBlock() {
    return Integer.toUnsignedLong(firstBlock);
  }

  /** Returns pairs of first block and number of blocks, at most eight. */
  int[] extents() {
    if (more.length > 0) {
      return more.clone();
    }
    return firstCount == 0 ? NONE : new int[] {firstBlock, firstCount};
  }

  /** Returns about how many bytes of memory this takes. */
  int footprint() {
    return this == EMPTY ? 0 : 32 + 4 * more.length;
  }
}
