package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;

/** A catalog key: the directory and the name in it, as on the disk. */
record CatalogKey(long parent, String name) {

  static long parent(BTreeRecord record) throws CorruptException {
    record.requireKey(6);
    return record.keyUnsignedInt(0);
  }

  static String name(BTreeRecord record) throws CorruptException {
    record.requireKey(6);
    return Names.read(record.node(), record.key() + 4, record.keyLength() - 4);
  }

  /** Returns how the key of a record compares with this one. */
  int compareTo(BTreeRecord record, NameOrder order) throws CorruptException {
    int byParent = Long.compare(parent(record), parent);
    return byParent != 0 ? byParent : order.compare(name(record), name);
  }
}
