package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import java.io.IOException;

/**
 * The key of a record in the tree of a file system: whose it is, what it is, and for some kinds
 * which one.
 *
 * @param owner identifier of a file, directory or stream, 60 bits
 * @param type {@link #INODE} and so on
 * @param rest offset of an extent, hash and length of a hashed name; 0 comes before all of them
 */
record FsKey(long owner, int type, long rest) implements KeyOrder {

  static final int INODE = 3;
  static final int ATTRIBUTE = 4;
  static final int EXTENT = 8;
  static final int DIRECTORY_ENTRY = 9;

  /** Where what comes after owner and type starts in a key. */
  static final int REST_AT = 8;

  private static final int TYPE_SHIFT = 60;
  private static final long OWNER_MASK = (1L << TYPE_SHIFT) - 1;

  /** Returns the key before all records of one type that an owner has. */
  static FsKey first(long owner, int type) {
    return new FsKey(owner, type, 0);
  }

  @Override
  public int compare(BTreeNode node, int record) throws CorruptException {
    long header = node.keyLong(record, 0);
    int order = Long.compare(header & OWNER_MASK, owner);
    if (order == 0) {
      order = Integer.compare((int) (header >>> TYPE_SHIFT), type);
    }
    return order != 0 ? order : Long.compareUnsigned(rest(node, record), rest);
  }

  private long rest(BTreeNode node, int record) throws CorruptException {
    return switch (type) {
      case EXTENT -> node.keyLong(record, REST_AT);
      case DIRECTORY_ENTRY -> Integer.toUnsignedLong(node.keyInt(record, REST_AT));
      default -> 0;
    };
  }

  /** Returns whether a cursor stands at a record of this owner and type. */
  boolean heads(BTreeCursor cursor) throws IOException {
    return cursor.onRecord()
        && cursor.node().keyLong(cursor.record(), 0) == ((long) type << TYPE_SHIFT | owner);
  }
}
