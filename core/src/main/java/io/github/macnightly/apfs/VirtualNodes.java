package io.github.macnightly.apfs;

import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The objects of a volume that its object map finds, as they are in the newest transaction. */
final class VirtualNodes implements NodeReader {

  private final Blocks blocks;
  private final ObjectMap map;
  private final long transaction;
  private final Optional<BlockCipher> cipher;

  /**
   * Takes what is needed to read objects.
   *
   * @param transaction the newest transaction that counts
   * @param cipher for objects that are stored encrypted
   */
  VirtualNodes(Blocks blocks, ObjectMap map, long transaction, Optional<BlockCipher> cipher) {
    this.blocks = blocks;
    this.map = map;
    this.transaction = transaction;
    this.cipher = cipher;
  }

  @Override
  public StoredObject read(long id) throws IOException {
    ObjectMap.Mapping mapping = map.find(id, transaction);
    ByteBuffer bytes = blocks.read(mapping.block());
    StoredObject object = new StoredObject(mapping.block(), bytes);
    if (mapping.bytes() != blocks.size()) {
      throw new UnsupportedFormatException(
          ApfsContainer.FORMAT,
          blocks.offset(mapping.block()),
          "object %d has %d bytes, only those of a block are read".formatted(id, mapping.bytes()));
    }
    if (mapping.encrypted()) {
      if (cipher.isEmpty()) {
        throw object.corrupt("is encrypted in a volume that is not");
      }
      long firstUnit = mapping.block() * (blocks.size() / BlockCipher.UNIT);
      cipher.get().decrypt(bytes.array(), 0, blocks.size(), firstUnit);
    }
    if (mapping.headerless()) {
      return object;
    }
    object.verified();
    if (object.id() != id) {
      throw object.corrupt("is object " + object.id() + ", wanted " + id);
    }
    return object;
  }
}
