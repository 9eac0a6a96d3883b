package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;

/** Says how the key of a record compares with the one that is looked for. */
@FunctionalInterface
interface KeyOrder {

  /** Returns less than 0 when the key of the record comes before the wanted one. */
  int compare(BTreeNode node, int record) throws CorruptException;

  /** Returns the order of keys that are two numbers, by the first and then by the second. */
  static KeyOrder ofPairs(long first, long second) {
    return (node, record) -> {
      int order = Long.compareUnsigned(node.keyLong(record, 0), first);
      return order != 0 ? order : Long.compareUnsigned(node.keyLong(record, 8), second);
    };
  }

  /** Returns the order in which every key comes after the wanted one. */
  static KeyOrder beforeAll() {
    return (node, record) -> 1;
  }
}
