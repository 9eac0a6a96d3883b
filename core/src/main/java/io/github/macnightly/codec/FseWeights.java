package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How many states of its decoder each symbol of an LZFSE block has: finite state entropy, where a
 * symbol with a quarter of the states costs two bits. The four tables follow each other: counts of
 * literals, lengths and distances of matches, literals.
 */
final class FseWeights {

  static final int COUNT_SYMBOLS = 20;
  static final int LENGTH_SYMBOLS = 20;
  static final int DISTANCE_SYMBOLS = 64;
  static final int LITERAL_SYMBOLS = 256;

  static final int COUNT_STATES = 64;
  static final int LENGTH_STATES = 64;
  static final int DISTANCE_STATES = 256;
  static final int LITERAL_STATES = 1024;

  private static final int LENGTHS = COUNT_SYMBOLS;
  private static final int DISTANCES = LENGTHS + LENGTH_SYMBOLS;
  private static final int LITERALS = DISTANCES + DISTANCE_SYMBOLS;
  private static final int ALL = LITERALS + LITERAL_SYMBOLS;

  /**
   * The code of packed weights by the number of one bits that it begins with, from the low end. A
   * zero bit ends them unless there are four; the bits behind it are added to the base.
   */
  private static final int[] BASE = {0, 2, 4, 8, 24};

  private static final int[] EXTRA_BITS = {1, 1, 2, 4, 10};
  private static final int MAX_ONES = 4;

  private final int[] weights = new int[ALL];

  private FseWeights() {}

  /** Reads weights of 16 bits each, which the caller has found to be there. */
  static FseWeights plain(ByteBuffer b, int at) {
    FseWeights all = new FseWeights();
    for (int i = 0; i < ALL; i++) {
      all.weights[i] = Short.toUnsignedInt(b.getShort(at + 2 * i));
    }
    return all;
  }

  /**
   * Unpacks weights that fill a range of the chunk to its last byte; an empty range stands for no
   * weights at all.
   */
  static FseWeights packed(PackedChunk chunk, int from, int to) throws CorruptException {
    FseWeights all = new FseWeights();
    if (from == to) {
      return all;
    }
    int at = from;
    long bits = 0;
    int count = 0;
    for (int i = 0; i < ALL; i++) {
      while (count <= Integer.SIZE && at < to) {
        bits |= (chunk.bytes()[at++] & 0xffL) << count;
        count += 8;
      }
      int ones = Math.min(Long.numberOfTrailingZeros(~bits), MAX_ONES);
      int prefix = Math.min(ones + 1, MAX_ONES);
      all.weights[i] = BASE[ones] + ((int) (bits >>> prefix) & (1 << EXTRA_BITS[ones]) - 1);
      int used = prefix + EXTRA_BITS[ones];
      bits >>>= used;
      count -= used;
      if (count < 0) {
        throw chunk.damaged(at, "the tables of the block are cut off");
      }
    }
    if (count >= 8 || at != to) {
      throw chunk.damaged(at, "the block header is longer than its tables");
    }
    return all;
  }

  int[] counts() {
    return Arrays.copyOfRange(weights, 0, LENGTHS);
  }

  int[] lengths() {
    return Arrays.copyOfRange(weights, LENGTHS, DISTANCES);
  }

  int[] distances() {
    return Arrays.copyOfRange(weights, DISTANCES, LITERALS);
  }

  int[] literals() {
    return Arrays.copyOfRange(weights, LITERALS, ALL);
  }
}
