package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;

/**
 * Where a fork lies: its size in bytes and its first extents as pairs of first block and number of
 * blocks (80 bytes on the disk).
 */
record ForkData(long size, int[] extents) {

  static final int BYTES = 80;

  /** Extents in one record, here as well as in the extents overflow tree. */
  static final int EXTENTS = 8;

  static final ForkData EMPTY = new ForkData(0, new int[0]);

  static ForkData read(ByteBuffer bytes, int at) throws CorruptException {
    long size = bytes.getLong(at);
    if (size < 0) {
      throw new CorruptException(
          HfsVolume.FORMAT, at, "fork size is " + Long.toUnsignedString(size) + " bytes");
    }
    // A clump size and a number of blocks lie between; the extents say the same more exactly.
    int[] extents = readExtents(bytes, at + 16);
    return size == 0 && extents.length == 0 ? EMPTY : new ForkData(size, extents);
  }

  /** Reads eight extents; the first one without blocks ends the list. */
  static int[] readExtents(ByteBuffer bytes, int at) {
    int count = 0;
    while (count < EXTENTS && bytes.getInt(at + 8 * count + 4) != 0) {
      count++;
    }
    int[] extents = new int[2 * count];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = bytes.getInt(at + 4 * i);
    }
    return extents;
  }
}
