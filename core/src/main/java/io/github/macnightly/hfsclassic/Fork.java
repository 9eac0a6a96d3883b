package io.github.macnightly.hfsclassic;

import java.nio.ByteBuffer;

/**
 * Where a fork lies: its size in bytes and its first extents as pairs of first block and number of
 * blocks.
 */
record Fork(long size, int[] extents) {

  static final Fork EMPTY = new Fork(0, new int[0]);

  /** Bytes that extents take, three in each record. */
  static final int EXTENTS_BYTES = 12;

  static Fork read(ByteBuffer bytes, int sizeAt, int extentsAt) {
    return new Fork(Integer.toUnsignedLong(bytes.getInt(sizeAt)), extents(bytes, extentsAt));
  }

  /** Reads three extents; the first one without blocks ends the list. */
  static int[] extents(ByteBuffer bytes, int at) {
    int count = 0;
    while (4 * count < EXTENTS_BYTES && bytes.getShort(at + 4 * count + 2) != 0) {
      count++;
    }
    int[] extents = new int[2 * count];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = bytes.getShort(at + 2 * i) & 0xffff;
    }
    return extents;
  }
}
