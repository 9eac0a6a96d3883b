package io.github.macnightly.apfs;

import io.github.macnightly.crypt.AesXts;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A keybag ({@code media_keybag_t} of the Apple File System Reference): that of the container holds
 * the wrapped keys of volumes and says where their keybags are, that of a volume holds what unlocks
 * its key, once for each user.
 *
 * <p>A keybag is one object in neighbouring blocks, encrypted by AES-XTS with the UUID of its owner
 * as both keys: that hides nothing, but a lost UUID makes the keys useless. Some systems leave it
 * plain.
 *
 * @param entries in the order in which they are stored
 */
record Keybag(List<Entry> entries) {

  /** Tag of a wrapped volume encryption key; only in the container's keybag. */
  static final int VOLUME_KEY = 2;

  /**
   * Tag of the place of a volume's keybag in the container's, and of a wrapped key encryption key
   * in a volume's.
   */
  static final int UNLOCK_RECORD = 3;

  private static final int OF_CONTAINER = 0x6B657973; // "keys"
  private static final int OF_VOLUME = 0x72656373; // "recs"
  private static final int VERSION = 2;
  private static final int HEADER = 48;
  private static final int ENTRY_HEADER = 24;
  private static final int ALIGNMENT = 16;

  /** Room for two hundred users; real keybags take one block of 4096. */
  private static final int MAX_BYTES = 65536;

  /**
   * An entry of a keybag.
   *
   * @param owner UUID of the volume, or of the user in the keybag of a volume
   * @param tag what it is
   * @param offset of the data, in bytes from the start of the container
   * @param data whose length is that of its room and may be more than what is in it
   */
  record Entry(byte[] owner, int tag, long offset, byte[] data) {

    CorruptException corrupt(String detail) {
      return new CorruptException(ApfsContainer.FORMAT, offset, "keybag entry " + detail);
    }
  }

  /** Reads the keybag of a container, which must have one. */
  static Keybag ofContainer(Blocks blocks, ContainerSuperblock container) throws IOException {
    return new Keybag(entries(read(blocks, container.keyLocker(), OF_CONTAINER, container.id())));
  }

  /** Reads the keybag of the volume that has this UUID. */
  static Keybag ofVolume(Blocks blocks, BlockRange place, byte[] volume) throws IOException {
    return new Keybag(entries(read(blocks, place, OF_VOLUME, volume)));
  }

  private static Bag read(Blocks blocks, BlockRange place, int type, byte[] owner)
      throws IOException {
    long offset = blocks.offset(place.start());
    int size = size(blocks, place, offset);
    blocks.partition().requireInside(ApfsContainer.FORMAT, offset, size);
    ByteBuffer bytes = blocks.partition().read(offset, size).order(ByteOrder.LITTLE_ENDIAN);
    Bag bag = new Bag(offset, bytes);
    if (!bag.is(type)) {
      long firstUnit = place.start() * (blocks.size() / AesXts.UNIT);
      new AesXts(owner, owner).decrypt(bytes.array(), 0, size, firstUnit);
      if (!bag.is(type)) {
        throw bag.corrupt("is damaged, or was encrypted by the security chip of a Mac");
      }
    }
    return bag;
  }

  private static int size(Blocks blocks, BlockRange place, long offset) throws IOException {
    if (place.count() < 1) {
      throw new CorruptException(
          ApfsContainer.FORMAT, offset, "keybag of " + place.count() + " blocks, wanted 1 or more");
    }
    if (place.count() > MAX_BYTES / blocks.size()) {
      throw new LimitExceededException(
          ApfsContainer.FORMAT,
          offset,
          "keybag of " + place.count() + " blocks",
          MAX_BYTES / blocks.size());
    }
    return (int) place.count() * blocks.size();
  }

  /** The bytes of a keybag and where they are in the container. */
  private record Bag(long offset, ByteBuffer bytes) {

    boolean is(int type) {
      return bytes.getInt(24) == type && bytes.getLong(0) == Fletcher64.of(bytes);
    }

    CorruptException corrupt(String detail) {
      return new CorruptException(ApfsContainer.FORMAT, offset, "keybag " + detail);
    }
  }

  /** The stored sum of lengths is not used: what it counts differs between descriptions. */
  private static List<Entry> entries(Bag bag) throws IOException {
    ByteBuffer bytes = bag.bytes;
    int version = Short.toUnsignedInt(bytes.getShort(32));
    if (version != VERSION) {
      throw new UnsupportedFormatException(
          ApfsContainer.FORMAT,
          bag.offset + 32,
          "keybag of version " + version + ", only " + VERSION + " is read");
    }
    int count = Short.toUnsignedInt(bytes.getShort(34));
    List<Entry> entries = new ArrayList<>();
    for (int at = HEADER; entries.size() < count; ) {
      boolean cut = at > bytes.capacity() - ENTRY_HEADER;
      int length = cut ? 0 : Short.toUnsignedInt(bytes.getShort(at + 18));
      int from = at + ENTRY_HEADER;
      if (cut || length > bytes.capacity() - from) {
        throw bag.corrupt("has " + count + " entries, of which " + entries.size() + " fit in it");
      }
      byte[] owner = Arrays.copyOfRange(bytes.array(), at, at + 16);
      int tag = Short.toUnsignedInt(bytes.getShort(at + 16));
      byte[] data = Arrays.copyOfRange(bytes.array(), from, from + length);
      entries.add(new Entry(owner, tag, bag.offset + from, data));
      at = (from + length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
    return List.copyOf(entries);
  }

  /** Returns the first entry with this tag and owner. */
  Optional<Entry> find(int tag, byte[] owner) {
    return entries.stream()
        .filter(entry -> entry.tag == tag && Arrays.equals(entry.owner, owner))
        .findFirst();
  }

  /** Returns all entries with this tag. */
  List<Entry> all(int tag) {
    return entries.stream().filter(entry -> entry.tag == tag).toList();
  }
}
