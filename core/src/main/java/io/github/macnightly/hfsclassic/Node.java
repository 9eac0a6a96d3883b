package io.github.macnightly.hfsclassic;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;

/**
 * A node of a B-tree: a descriptor of 14 bytes, records, and at the end of the node, counted
 * backwards, the offsets of the records and of the free space after them.
 */
final class Node {

  static final int SIZE = 512;
  static final int DESCRIPTOR = 14;
  private static final int LEAF = -1;
  private static final int INDEX = 0;

  private final long number;
  private final ByteBuffer bytes;
  private final int records;

  /** Takes the node apart after checking that its records follow each other inside of it. */
  Node(long number, ByteBuffer bytes) throws CorruptException {
    this.number = number;
    this.bytes = bytes;
    this.records = bytes.getShort(10) & 0xffff;
    int end = SIZE - 2 * (records + 1);
    int previous = DESCRIPTOR;
    for (int i = 0; end >= DESCRIPTOR && i <= records; i++) {
      if (offset(i) < previous || offset(i) > end) {
        throw corrupt("has record " + i + " at offset " + offset(i));
      }
      previous = offset(i);
    }
    if (end < DESCRIPTOR) {
      throw corrupt("claims " + records + " records");
    }
  }

  int size() {
    return records;
  }

  int height() {
    return bytes.get(9) & 0xff;
  }

  boolean isIndex() {
    return bytes.get(8) == INDEX;
  }

  void requireLeaf() throws CorruptException {
    if (bytes.get(8) != LEAF) {
      throw corrupt("is no leaf, but is used as one");
    }
  }

  /** Returns the number of the next node of the same height, 0 when this is the last. */
  long next() {
    return Integer.toUnsignedLong(bytes.getInt(0));
  }

  /**
   * Returns a record.
   *
   * @param room bytes that every key takes at least
   */
  Tree.Item item(int index, int room) throws CorruptException {
    int start = offset(index);
    int end = offset(index + 1);
    int length = end == start ? 0 : bytes.get(start) & 0xff;
    int data = start + 1 + Math.max(length, room);
    data += data & 1;
    if (length == 0 || data > end) {
      throw corrupt("has a key of %d bytes in record %d".formatted(length, index));
    }
    return new Tree.Item(bytes, start + 1, length, data, end - data);
  }

  private int offset(int index) {
    return bytes.getShort(SIZE - 2 * (index + 1)) & 0xffff;
  }

  CorruptException corrupt(String what) {
    return new CorruptException(ClassicVolume.FORMAT, -1, "B-tree node " + number + " " + what);
  }
}
