package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;

/**
 * A stretch of a stream.
 *
 * @param start where it starts in the stream, in bytes
 * @param length bytes, a positive number
 * @param block where it is stored, 0 for a hole
 * @param tweak of its first block, when it is encrypted
 */
record Extent(long start, long length, long block, long tweak) {

  static final int VALUE_BYTES = 16;

  private static final long LENGTH_MASK = 0x00FFFFFFFFFFFFFFL;

  /** Takes a record of the file system's tree apart, or one of the extent tree, without a tweak. */
  static Extent of(Blocks blocks, BTreeCursor cursor) throws CorruptException {
    BTreeNode node = cursor.node();
    ByteBuffer value = node.value(cursor.record(), VALUE_BYTES);
    long start = node.keyLong(cursor.record(), FsKey.REST_AT);
    long length = value.getLong(0) & LENGTH_MASK;
    long block = value.getLong(8);
    long last = (length - 1) / blocks.size();
    boolean stored = block != 0;
    if (length == 0 || start < 0 || start > Long.MAX_VALUE - length) {
      throw node.corrupt("holds an extent of %d bytes at %d".formatted(length, start));
    }
    if (stored && (block < 0 || block > blocks.count() - 1 - last)) {
      throw node.corrupt(
          "holds an extent of %d bytes outside of the container, at block %s"
              .formatted(length, Long.toUnsignedString(block)));
    }
    long tweak = value.capacity() >= VALUE_BYTES + 8 ? value.getLong(VALUE_BYTES) : 0;
    return new Extent(start, length, block, tweak);
  }

  /** Returns whether a byte of the stream is in it. */
  boolean holds(long offset) {
    return offset >= start && offset - start < length;
  }
}
