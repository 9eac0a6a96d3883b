package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;

/**
 * A name in a directory.
 *
 * @param name as it is stored
 * @param file identifier of the inode
 */
record DirectoryEntry(String name, long file) {

  private static final int LENGTH_MASK = 0x3FF;
  private static final int HASH_SHIFT = 10;
  private static final int FIXED = 18;

  /**
   * Takes the record apart on which a cursor stands.
   *
   * @param hashed whether the key holds a hash beside the length of the name
   */
  static DirectoryEntry of(BTreeCursor cursor, boolean hashed) throws CorruptException {
    BTreeNode node = cursor.node();
    int record = cursor.record();
    int start = FsKey.REST_AT + (hashed ? 4 : 2);
    int length =
        hashed
            ? node.keyInt(record, FsKey.REST_AT) & LENGTH_MASK
            : node.keyShort(record, FsKey.REST_AT);
    ByteBuffer value = node.value(record, FIXED);
    String name = Names.decode(node, node.keyBytes(record, start, length));
    return new DirectoryEntry(Names.require(node, name), value.getLong(0));
  }

  /** Returns the hash in the key on which a cursor stands. */
  static int hash(BTreeCursor cursor) throws CorruptException {
    return cursor.node().keyInt(cursor.record(), FsKey.REST_AT) >>> HASH_SHIFT;
  }

  /** Returns the key before all names of a directory that have a hash. */
  static FsKey firstOf(long directory, int hash) {
    return new FsKey(directory, FsKey.DIRECTORY_ENTRY, (long) hash << HASH_SHIFT);
  }
}
