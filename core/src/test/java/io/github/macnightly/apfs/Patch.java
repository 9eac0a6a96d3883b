package io.github.macnightly.apfs;

import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.apfs.ApfsBuilder;
import io.github.macnightly.fixtures.dmg.apfs.ApfsVolumeSpec;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A good container in memory whose bytes can be changed where they matter, checksums and all. */
final class Patch {

  static final int BLOCK = 4096;

  /** Subtypes in headers of tree nodes. */
  static final int OBJECT_MAP = 0xB;

  static final int FILE_SYSTEM = 0xE;

  private final ByteBuffer bytes;

  Patch(byte[] container) {
    bytes = ByteBuffer.wrap(container).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Patch of(ApfsBuilder builder) {
    return new Patch(builder.toBytes());
  }

  static Patch of(ApfsVolumeSpec volume) {
    return of(ApfsBuilder.create().volume(volume));
  }

  static Patch of(Tree tree) {
    return of(ApfsVolumeSpec.of(tree));
  }

  /** Returns where blocks start that are objects of a type and subtype. */
  List<Integer> objects(int type, int subtype) {
    List<Integer> found = new ArrayList<>();
    for (int at = 0; at + BLOCK <= bytes.capacity(); at += BLOCK) {
      boolean same = (bytes.getInt(at + 24) & 0xffff) == type && bytes.getInt(at + 28) == subtype;
      if (same && isSigned(at)) {
        found.add(at);
      }
    }
    return found;
  }

  /** Returns where the newest container superblock is. */
  int container() {
    return objects(StoredObject.CONTAINER_SUPERBLOCK, 0).get(1);
  }

  int volume() {
    return objects(StoredObject.VOLUME_SUPERBLOCK, 0).get(0);
  }

  /** Returns where the root of the file system's tree is. */
  int fileSystem() {
    return objects(StoredObject.TREE_ROOT, FILE_SYSTEM).get(0);
  }

  /** Returns where the value of the only record is whose key has these bytes in it. */
  int valueOf(int node, byte[] inKey) {
    int table = node + 56;
    int keys = table + bytes.getShort(node + 42);
    int end = node + BLOCK - ((bytes.getShort(node + 32) & 1) != 0 ? 40 : 0);
    for (int i = 0; i < bytes.getInt(node + 36); i++) {
      int key = keys + (bytes.getShort(table + 8 * i) & 0xffff);
      int length = bytes.getShort(table + 8 * i + 2) & 0xffff;
      if (find(key, length, inKey) >= 0) {
        return end - (bytes.getShort(table + 8 * i + 4) & 0xffff);
      }
    }
    throw new IllegalArgumentException("the node has no such key");
  }

  /** Returns where bytes are in the node that holds them. */
  int find(int node, byte[] wanted) {
    int at = find(node, BLOCK, wanted);
    if (at < 0) {
      throw new IllegalArgumentException("the block has no such bytes");
    }
    return at;
  }

  private int find(int from, int length, byte[] wanted) {
    for (int at = from; at <= from + length - wanted.length; at++) {
      if (bytes.slice(at, wanted.length).equals(ByteBuffer.wrap(wanted))) {
        return at;
      }
    }
    return -1;
  }

  /** Changes bytes wherever they are in nodes of the file system's tree. */
  void replaceAll(byte[] old, byte[] value) {
    List<Integer> nodes = new ArrayList<>(objects(StoredObject.TREE_NODE, FILE_SYSTEM));
    nodes.add(fileSystem());
    for (int node : nodes) {
      for (int at = find(node, BLOCK, old); at >= 0; at = find(node, BLOCK, old)) {
        put(at, value);
      }
    }
  }

  /** Returns the key of an inode, or what it starts with for another type of record. */
  static byte[] key(long owner, int type) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong((long) type << 60 | owner)
        .array();
  }

  static byte[] terminated(String name) {
    return (name + "\0").getBytes(StandardCharsets.UTF_8);
  }

  long getLong(int at) {
    return bytes.getLong(at);
  }

  int getInt(int at) {
    return bytes.getInt(at);
  }

  int getShort(int at) {
    return bytes.getShort(at) & 0xffff;
  }

  Patch put(int at, byte[] value) {
    bytes.put(at, value);
    return sign(at);
  }

  Patch putShort(int at, int value) {
    bytes.putShort(at, (short) value);
    return sign(at);
  }

  Patch putInt(int at, int value) {
    bytes.putInt(at, value);
    return sign(at);
  }

  Patch putLong(int at, long value) {
    bytes.putLong(at, value);
    return sign(at);
  }

  /** Changes a byte and leaves the checksum as it is. */
  Patch damage(int at) {
    bytes.put(at, (byte) ~bytes.get(at));
    return this;
  }

  private Patch sign(int at) {
    int start = at / BLOCK * BLOCK;
    bytes.putLong(start, checksum(start));
    return this;
  }

  private boolean isSigned(int start) {
    return bytes.getLong(start) == checksum(start);
  }

  private long checksum(int start) {
    return Fletcher64.of(bytes.slice(start, BLOCK).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** Changes a few bytes of objects, and makes their checksums right again. */
  Patch mutate(long seed) {
    Random random = new Random(seed);
    for (int at = 0; at + BLOCK <= bytes.capacity(); at += BLOCK) {
      if (isSigned(at) && bytes.getLong(at) != 0 && random.nextInt(4) == 0) {
        for (int i = 0; i < 3; i++) {
          int place = at + mutatedOffset(at, random);
          bytes.put(place, (byte) random.nextInt(random.nextBoolean() ? 4 : 256));
        }
        sign(at);
      }
    }
    return this;
  }

  /** Most of a block is empty: changes where there is something hurt more. */
  private int mutatedOffset(int block, Random random) {
    for (int tries = 0; tries < 50; tries++) {
      int offset = 8 + random.nextInt(BLOCK - 8);
      if (bytes.get(block + offset) != 0) {
        return offset;
      }
    }
    return 32 + random.nextInt(64);
  }

  byte[] toArray() {
    return bytes.array();
  }

  ApfsVolume open() throws IOException {
    Source container = Source.of(bytes.array());
    return (ApfsVolume) ApfsContainer.open(container, Passphrases.none()).volumes().get(0);
  }
}
