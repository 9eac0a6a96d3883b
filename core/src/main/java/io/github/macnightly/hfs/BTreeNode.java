package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;

/**
 * A node of a B-tree: a descriptor of 14 bytes, records, and at the end of the node, counted
 * backwards, the offsets of the records and of the free space after them.
 */
final class BTreeNode {

  static final int DESCRIPTOR = 14;
  private static final int LEAF = -1;
  private static final int INDEX = 0;

  private final long number;
  private final ByteBuffer bytes;
  private final int records;

  private BTreeNode(long number, ByteBuffer bytes, int records) {
    this.number = number;
    this.bytes = bytes;
    this.records = records;
  }

  /** Takes the node apart after checking that its records follow each other inside of it. */
  static BTreeNode of(long number, ByteBuffer bytes) throws CorruptException {
    int records = bytes.getShort(10) & 0xffff;
    int room = (bytes.limit() - DESCRIPTOR) / 2 - 1;
    if (records > room) {
      throw corrupt(number, "claims " + records + " records");
    }
    BTreeNode node = new BTreeNode(number, bytes, records);
    int free = bytes.limit() - 2 * (records + 1);
    int previous = DESCRIPTOR;
    for (int i = 0; i <= records; i++) {
      int offset = node.offset(i);
      if (offset < previous || offset > free) {
        throw corrupt(number, "has record " + i + " at offset " + offset);
      }
      previous = offset;
    }
    return node;
  }

  long number() {
    return number;
  }

  int size() {
    return records;
  }

  int height() {
    return bytes.get(9) & 0xff;
  }

  boolean isLeaf() {
    return bytes.get(8) == LEAF;
  }

  boolean isIndex() {
    return bytes.get(8) == INDEX;
  }

  /** Returns the number of the next node of the same height, 0 when this is the last. */
  long next() {
    return Integer.toUnsignedLong(bytes.getInt(0));
  }

  /**
   * Returns a record.
   *
   * @param fixedKey bytes that every key takes, or 0 when each takes its own length
   */
  BTreeRecord record(int index, int fixedKey) throws CorruptException {
    int start = offset(index);
    int end = offset(index + 1);
    if (end - start < 2) {
      throw corrupt(number, "has an empty record " + index);
    }
    int keyLength = bytes.getShort(start) & 0xffff;
    int key = start + 2;
    int taken = fixedKey == 0 ? keyLength : fixedKey;
    int data = key + taken + (taken & 1);
    if (keyLength > taken || data > end) {
      throw corrupt(number, "has a key of %d bytes in record %d".formatted(keyLength, index));
    }
    return new BTreeRecord(bytes, key, keyLength, data, end - data);
  }

  private int offset(int index) {
    return bytes.getShort(bytes.limit() - 2 * (index + 1)) & 0xffff;
  }

  static CorruptException corrupt(long number, String what) {
    return new CorruptException(HfsVolume.FORMAT, number, "B-tree node " + number + " " + what);
  }
}
