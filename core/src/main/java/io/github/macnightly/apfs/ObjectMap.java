package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where objects are stored: a tree from identifier and transaction to block. An object that was
 * changed since a snapshot has several entries; the newest that is not too new counts.
 */
final class ObjectMap {

  private static final int DELETED = 1;
  private static final int ENCRYPTED = 4;
  private static final int HEADERLESS = 8;

  private final BTree tree;

  private ObjectMap(BTree tree) {
    this.tree = tree;
  }

  /** Opens the map whose header is at a block. */
  static ObjectMap open(Blocks blocks, NodeCache cache, long address) throws IOException {
    StoredObject header =
        StoredObject.read(blocks, address).require(StoredObject.OBJECT_MAP, address, "object map");
    return new ObjectMap(
        BTree.open(NodeReader.physical(blocks), cache, header.bytes().getLong(48)));
  }

  /**
   * Where an object is.
   *
   * @param block number of its block
   * @param bytes its size
   * @param encrypted whether it is stored encrypted
   * @param headerless whether it has neither checksum nor identifier
   */
  record Mapping(long block, long bytes, boolean encrypted, boolean headerless) {}

  /**
   * Finds an object.
   *
   * @param transaction the newest transaction that counts
   * @throws CorruptException when there is no such object or it was deleted
   */
  Mapping find(long id, long transaction) throws IOException {
    BTreeCursor cursor = tree.floor(KeyOrder.ofPairs(id, transaction));
    if (!cursor.onRecord() || cursor.node().keyLong(cursor.record(), 0) != id) {
      throw missing(id, transaction);
    }
    ByteBuffer value = cursor.node().value(cursor.record(), 16);
    int flags = value.getInt(0);
    if ((flags & DELETED) != 0) {
      throw missing(id, transaction);
    }
    return new Mapping(
        value.getLong(8),
        Integer.toUnsignedLong(value.getInt(4)),
        (flags & ENCRYPTED) != 0,
        (flags & HEADERLESS) != 0);
  }

  private static CorruptException missing(long id, long transaction) {
    return new CorruptException(
        ApfsContainer.FORMAT,
        -1,
        "the object map has no object %s of transaction %s or before"
            .formatted(Long.toUnsignedString(id), Long.toUnsignedString(transaction)));
  }
}
