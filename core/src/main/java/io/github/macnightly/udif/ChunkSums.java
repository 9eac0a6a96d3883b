package io.github.macnightly.udif;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The CRC-32 of each chunk that was decoded, of its bytes as they are stored and as they are
 * decoded. Safe for use by several threads at once; a chunk that is noted twice has the same sums.
 */
final class ChunkSums {

  private final int[] stored;
  private final int[] decoded;
  private final AtomicIntegerArray known;

  ChunkSums(int chunks) {
    stored = new int[chunks];
    decoded = new int[chunks];
    known = new AtomicIntegerArray(chunks);
  }

  void note(int index, int storedSum, int decodedSum) {
    stored[index] = storedSum;
    decoded[index] = decodedSum;
    known.set(index, 1);
  }

  /** Says whether the sums are known; only then may they be asked for. */
  boolean has(int index) {
    return known.get(index) != 0;
  }

  int stored(int index) {
    return stored[index];
  }

  int decoded(int index) {
    return decoded[index];
  }
}
