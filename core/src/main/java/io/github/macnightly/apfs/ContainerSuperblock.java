package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The superblock of a container ({@code nx_superblock_t} of the Apple File System Reference).
 *
 * @param blockSize bytes in a block
 * @param blockCount blocks in the container
 * @param incompatible features without which the container must not be read
 * @param id the UUID, 16 bytes as stored
 * @param transaction the number of the checkpoint
 * @param descriptors the ring of checkpoint descriptors, or the root of a tree that lists its parts
 * @param contiguous whether {@code descriptors} is the ring itself
 * @param objectMap block of the object map
 * @param volumes identifiers of the volume superblocks, which the object map knows
 * @param keyLocker where the keys of encrypted volumes are; no blocks when there are none
 */
record ContainerSuperblock(
    int blockSize,
    long blockCount,
    long incompatible,
    byte[] id,
    long transaction,
    BlockRange descriptors,
    boolean contiguous,
    long objectMap,
    List<Long> volumes,
    BlockRange keyLocker) {

  static final int MAGIC = 0x4253584E; // "NXSB"
  static final int MAGIC_AT = 32;
  static final int MIN_BLOCK = 4096;

  private static final int MAX_BLOCK = 65536;
  private static final int MAX_VOLUMES = 100;
  private static final int VOLUMES_AT = 184;
  private static final int KEY_LOCKER_AT = 0x510;
  private static final int NOT_CONTIGUOUS = 0x80000000;
  private static final long VERSION_1 = 1;
  private static final long VERSION_2 = 2;
  private static final long FUSION = 0x100;

  /** Returns whether the partition starts as a container does. */
  static boolean isAt(Source partition) throws IOException {
    if (partition.size() < MIN_BLOCK) {
      return false;
    }
    return start(partition).getInt(MAGIC_AT) == MAGIC;
  }

  /** Returns the block size that the start of the partition tells. */
  static int blockSize(Source partition) throws IOException {
    int size = start(partition).getInt(MAGIC_AT + 4);
    if (size < MIN_BLOCK || size > MAX_BLOCK || Integer.bitCount(size) != 1) {
      throw new CorruptException(
          ApfsContainer.FORMAT,
          MAGIC_AT + 4,
          "block size is " + Integer.toUnsignedString(size) + ", wanted 4096 to 65536");
    }
    return size;
  }

  private static ByteBuffer start(Source partition) throws IOException {
    return partition.read(0, MIN_BLOCK).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Takes a superblock apart whose checksum may have been checked or not. */
  static ContainerSuperblock of(StoredObject object) throws CorruptException {
    ByteBuffer bytes = object.bytes();
    int blockSize = bytes.getInt(36);
    long blockCount = bytes.getLong(40);
    if (blockSize != bytes.capacity()) {
      throw object.corrupt("gives a block size of " + Integer.toUnsignedString(blockSize));
    }
    if (blockCount <= 0 || blockCount > Long.MAX_VALUE / blockSize) {
      throw object.corrupt("gives " + Long.toUnsignedString(blockCount) + " blocks");
    }
    int descriptorCount = bytes.getInt(104);
    return new ContainerSuperblock(
        blockSize,
        blockCount,
        bytes.getLong(64),
        Arrays.copyOfRange(bytes.array(), 72, 88),
        object.transaction(),
        new BlockRange(bytes.getLong(112), descriptorCount & ~NOT_CONTIGUOUS),
        (descriptorCount & NOT_CONTIGUOUS) == 0,
        bytes.getLong(160),
        volumes(object),
        new BlockRange(bytes.getLong(KEY_LOCKER_AT), bytes.getLong(KEY_LOCKER_AT + 8)));
  }

  private static List<Long> volumes(StoredObject object) throws CorruptException {
    List<Long> volumes = new ArrayList<>();
    for (int i = 0; i < MAX_VOLUMES; i++) {
      long id = object.bytes().getLong(VOLUMES_AT + 8 * i);
      if (volumes.contains(id)) {
        throw object.corrupt("lists volume " + Long.toUnsignedString(id) + " twice");
      }
      if (id != 0) {
        volumes.add(id);
      }
    }
    return List.copyOf(volumes);
  }

  /** Refuses containers that spread over two disks or are of an unknown version. */
  void requireReadable() throws UnsupportedFormatException {
    if ((incompatible & FUSION) != 0) {
      throw unsupported("container of a Fusion drive, which spreads over two disks, is not read");
    }
    if ((incompatible & VERSION_1) != 0) {
      throw unsupported("container of version 1, from before macOS 10.13, is not read");
    }
    if ((incompatible & ~VERSION_2) != 0) {
      throw unsupported(
          "container has unknown incompatible features 0x" + Long.toHexString(incompatible));
    }
  }

  private static UnsupportedFormatException unsupported(String detail) {
    return new UnsupportedFormatException(ApfsContainer.FORMAT, 64, detail);
  }
}
