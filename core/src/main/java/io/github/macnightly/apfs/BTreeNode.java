package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A node of a B-tree: after the object header flags, level and number of records, then a table of
 * contents, keys counted from its end, and values counted backwards from the end of the node or, in
 * a root, from the footer there.
 */
final class BTreeNode {

  private static final int ROOT = 1;
  private static final int LEAF = 2;
  private static final int FIXED_SIZES = 4;
  private static final int HASHED = 8;

  private static final int TABLE_AT = 56;
  private static final int FOOTER = 40;
  private static final int NO_VALUE = 0xFFFF;
  private static final int ID_BYTES = 8;

  private final StoredObject object;
  private final ByteBuffer bytes;
  private final Sizes sizes;
  private final int flags;
  private final int level;
  private final int records;
  private final int table;
  private final int keys;
  private final int values;

  /**
   * What the footer of the root says about all nodes.
   *
   * @param key bytes of each key in nodes with keys of one size
   * @param value bytes of each value in leaves with values of one size
   */
  private record Sizes(int key, int value) {}

  private BTreeNode(StoredObject object, BTreeNode root) throws IOException {
    int end = object.bytes().capacity();
    this.object = object;
    this.bytes = object.bytes();
    this.flags = bytes.getShort(32) & 0xffff;
    this.level = bytes.getShort(34) & 0xffff;
    this.records = bytes.getInt(36);
    this.table = TABLE_AT + (bytes.getShort(40) & 0xffff);
    this.keys = table + (bytes.getShort(42) & 0xffff);
    this.values = end - (isRoot() ? FOOTER : 0);
    this.sizes = root == null ? footer(end - FOOTER) : root.sizes;
  }

  /** Takes a root apart after checking that its records lie inside of it. */
  static BTreeNode root(StoredObject object) throws IOException {
    return new BTreeNode(object, null).checked();
  }

  /** Takes a node below a root apart after checking that its records lie inside of it. */
  static BTreeNode below(BTreeNode root, StoredObject object) throws IOException {
    BTreeNode node = new BTreeNode(object, root);
    if (node.isRoot()) {
      throw node.corrupt("is a root below a root");
    }
    return node.checked();
  }

  private Sizes footer(int at) throws IOException {
    if (!isRoot()) {
      throw corrupt("is no root, but is used as one");
    }
    int nodeSize = bytes.getInt(at + 4);
    if (nodeSize != bytes.capacity()) {
      throw new UnsupportedFormatException(
          ApfsContainer.FORMAT,
          object.address() * bytes.capacity(),
          "tree has nodes of " + nodeSize + " bytes, only those of a block are read");
    }
    return new Sizes(bytes.getInt(at + 8), bytes.getInt(at + 12));
  }

  private BTreeNode checked() throws CorruptException {
    int entry = fixed() ? 4 : 8;
    if (keys > values || records < 0 || records > (keys - table) / entry) {
      throw corrupt("claims " + Integer.toUnsignedString(records) + " records");
    }
    if (isLeaf() != (level == 0)) {
      throw corrupt("has level " + level + (isLeaf() ? " as a leaf" : " as an index"));
    }
    for (int i = 0; i < records; i++) {
      checkRecord(i);
    }
    return this;
  }

  /** All sums here are of numbers below 2^32, in longs where a size from the footer goes in. */
  private void checkRecord(int record) throws CorruptException {
    long keyEnd = (long) keyStart(record) + keyLength(record);
    long valueEnd = (long) valueStart(record) + valueLength(record);
    boolean lengths = keyLength(record) >= 0 && valueLength(record) >= 0;
    if (!lengths || keyEnd > values || valueStart(record) < keys || valueEnd > values) {
      throw corrupt("has record " + record + " outside of it");
    }
  }

  private boolean isRoot() {
    return (flags & ROOT) != 0;
  }

  private boolean fixed() {
    return (flags & FIXED_SIZES) != 0;
  }

  boolean isLeaf() {
    return (flags & LEAF) != 0;
  }

  /** Returns whether an index holds hashes of the nodes below, counted from the root. */
  boolean isHashed() {
    return (flags & HASHED) != 0;
  }

  int level() {
    return level;
  }

  /** Returns the number of records. */
  int size() {
    return records;
  }

  long address() {
    return object.address();
  }

  /** Returns the whole node. */
  byte[] block() {
    return bytes.array();
  }

  private int keyStart(int record) {
    int entry = table + record * (fixed() ? 4 : 8);
    return keys + (bytes.getShort(entry) & 0xffff);
  }

  int keyLength(int record) {
    return fixed() ? sizes.key : bytes.getShort(table + record * 8 + 2) & 0xffff;
  }

  private int valueOffset(int record) {
    int entry = fixed() ? table + record * 4 + 2 : table + record * 8 + 4;
    return bytes.getShort(entry) & 0xffff;
  }

  private int valueStart(int record) {
    int offset = valueOffset(record);
    return offset == NO_VALUE ? values : values - offset;
  }

  int valueLength(int record) {
    if (valueOffset(record) == NO_VALUE) {
      return 0;
    }
    if (!fixed()) {
      return bytes.getShort(table + record * 8 + 6) & 0xffff;
    }
    return isLeaf() ? sizes.value : ID_BYTES;
  }

  long keyLong(int record, int at) throws CorruptException {
    return bytes.getLong(keyField(record, at, 8));
  }

  int keyInt(int record, int at) throws CorruptException {
    return bytes.getInt(keyField(record, at, 4));
  }

  int keyShort(int record, int at) throws CorruptException {
    return bytes.getShort(keyField(record, at, 2)) & 0xffff;
  }

  /** Returns some bytes of a key, which are not to be changed. */
  ByteBuffer keyBytes(int record, int at, int length) throws CorruptException {
    return bytes.slice(keyField(record, at, length), length).order(bytes.order());
  }

  private int keyField(int record, int at, int length) throws CorruptException {
    if (length < 0 || at > keyLength(record) - length) {
      throw corrupt(
          "has a key of %d bytes in record %d, wanted %d"
              .formatted(keyLength(record), record, at + length));
    }
    return keyStart(record) + at;
  }

  /** Returns the value of a record, little-endian, which is not to be changed. */
  ByteBuffer value(int record) {
    return bytes.slice(valueStart(record), valueLength(record)).order(bytes.order());
  }

  /** Returns the value of a record after checking that it has so many bytes. */
  ByteBuffer value(int record, int atLeast) throws CorruptException {
    if (valueLength(record) < atLeast) {
      throw corrupt(
          "has a value of %d bytes in record %d, wanted %d"
              .formatted(valueLength(record), record, atLeast));
    }
    return value(record);
  }

  CorruptException corrupt(String detail) {
    return object.corrupt("is a tree node and " + detail);
  }
}
