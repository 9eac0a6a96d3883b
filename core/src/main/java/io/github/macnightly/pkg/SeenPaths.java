package io.github.macnightly.pkg;

/**
 * The paths that were met, of which a payload may have millions: only a hash of 64 bits is kept of
 * each. Who wants two paths to collide only gets attributes for a file that is not there.
 */
final class SeenPaths {

  private static final long PRIME = 0x100000001b3L;

  private long[] slots = new long[1 << 10];
  private int count;

  void add(String path) {
    if (count * 2 >= slots.length) {
      long[] old = slots;
      slots = new long[old.length * 2];
      for (long hash : old) {
        if (hash != 0) {
          slots[slot(hash)] = hash;
        }
      }
    }
    long hash = hash(path);
    int slot = slot(hash);
    count += slots[slot] == 0 ? 1 : 0;
    slots[slot] = hash;
  }

  boolean contains(String path) {
    return slots[slot(hash(path))] != 0;
  }

  /** Returns where a hash is, or would be. */
  private int slot(long hash) {
    int slot = (int) (hash ^ hash >>> 32) & slots.length - 1;
    while (slots[slot] != 0 && slots[slot] != hash) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  /** FNV-1a, spread; never 0, which stands for an empty slot. */
  private static long hash(String path) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < path.length(); i++) {
      hash = (hash ^ path.charAt(i)) * PRIME;
    }
    hash ^= hash >>> 29;
    return hash == 0 ? 1 : hash;
  }
}
