package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A block that starts with the header of an object: checksum, identifier, transaction, type.
 *
 * @param address number of the block
 * @param bytes the block, little-endian
 */
record StoredObject(long address, ByteBuffer bytes) {

  static final int CONTAINER_SUPERBLOCK = 1;
  static final int TREE_ROOT = 2;
  static final int TREE_NODE = 3;
  static final int OBJECT_MAP = 0xB;
  static final int VOLUME_SUPERBLOCK = 0xD;
  static final int INTEGRITY = 0x1E;

  /** In a type: the identifier is the number of the block. */
  static final int PHYSICAL = 0x40000000;

  private static final int TYPE_MASK = 0xFFFF;

  /** Reads an object that is stored plain and checks its checksum. */
  static StoredObject read(Blocks blocks, long address) throws IOException {
    return new StoredObject(address, blocks.read(address)).verified();
  }

  /** Returns this object after checking its checksum. */
  StoredObject verified() throws CorruptException {
    long stored = bytes.getLong(0);
    if (stored != Fletcher64.of(bytes)) {
      throw corrupt("has the wrong checksum");
    }
    return this;
  }

  /**
   * Returns this object after checking its type and identifier.
   *
   * @param what the name of the type for the refusal
   */
  StoredObject require(int type, long id, String what) throws CorruptException {
    if (type() != type) {
      throw corrupt("is no %s but of type %d".formatted(what, type()));
    }
    if (id() != id) {
      throw corrupt("is object %d, wanted %s %d".formatted(id(), what, id));
    }
    return this;
  }

  long id() {
    return bytes.getLong(8);
  }

  long transaction() {
    return bytes.getLong(16);
  }

  int type() {
    return bytes.getInt(24) & TYPE_MASK;
  }

  /** Returns a refusal of this block; the offset in it is that of the block. */
  CorruptException corrupt(String detail) {
    return new CorruptException(
        ApfsContainer.FORMAT, address * bytes.capacity(), "block " + address + " " + detail);
  }
}
