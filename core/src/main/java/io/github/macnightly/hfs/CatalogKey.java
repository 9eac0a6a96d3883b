package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A catalog key: the directory and the name in it, as on the disk. */
record CatalogKey(long parent, String name) {

  private static final int MAX_NAME = 255;

  static CatalogKey read(BTreeRecord record) throws CorruptException {
    record.requireKey(6);
    return new CatalogKey(
        parent(record), name(record.node(), record.key() + 4, record.keyLength() - 4));
  }

  static long parent(BTreeRecord record) throws CorruptException {
    record.requireKey(6);
    return record.keyUnsignedInt(0);
  }

  /** Reads a name: a number of UTF-16 units and the units, in at most {@code room} bytes. */
  static String name(ByteBuffer node, int at, int room) throws CorruptException {
    int length = node.getShort(at) & 0xffff;
    if (length > MAX_NAME || 2 + 2 * length > room) {
      throw new CorruptException(
          HfsVolume.FORMAT, at, "name of %d characters in %d bytes".formatted(length, room));
    }
    byte[] units = new byte[2 * length];
    node.get(at + 2, units);
    return new String(units, StandardCharsets.UTF_16BE);
  }

  /** Returns how the key of a record compares with this one. */
  int compareTo(BTreeRecord record, NameOrder order) throws CorruptException {
    int byParent = Long.compare(parent(record), parent);
    return byParent != 0 ? byParent : order.compare(read(record).name, name);
  }
}
