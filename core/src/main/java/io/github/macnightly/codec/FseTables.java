package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import java.util.Arrays;

/**
 * Builds the tables of finite state entropy decoders. A decoder is in one of N states, a power of
 * two. Its state says which symbol comes next; the next state is {@code delta} plus as many bits of
 * the stream as the entry says.
 *
 * <p>A symbol of weight w has w neighbouring states. With the smallest k where w shifted left by k
 * is at least N, each reads k or k - 1 bits: as the new states of one symbol must fill all N, the
 * first (2N shifted right by k) - w read k and the rest one less. So whatever bits come, the next
 * state is below N, provided that the weights add up to N.
 */
final class FseTables {

  private FseTables() {}

  /**
   * Makes sure that each state belongs to one symbol: then no state can leave its table.
   *
   * @throws CorruptException when weights do not add up to the number of states
   */
  static void requireSum(int[] weights, int states, PackedChunk chunk) throws CorruptException {
    int sum = Arrays.stream(weights).sum();
    if (sum != states) {
      throw new CorruptException(
          chunk.format(),
          chunk.offset(),
          chunk.codec() + " symbols have " + sum + " states instead of " + states);
    }
  }

  /**
   * Fills a table of plain symbols; see {@link #bits(int)}, {@link #symbol} and {@link #delta}.
   *
   * @param weights by symbol, together as many as the table has entries
   */
  static void fillSymbols(int[] table, int[] weights) {
    int state = 0;
    for (int symbol = 0; symbol < weights.length; symbol++) {
      for (int i = 0; i < weights[symbol]; i++) {
        int entry = entry(weights[symbol], i, table.length);
        table[state++] = entry | symbol << 8;
      }
    }
  }

  /** Returns the number of bits to read in the low byte, delta from bit 16 on. */
  private static int entry(int weight, int index, int states) {
    int bits = Integer.numberOfLeadingZeros(weight) - Integer.numberOfLeadingZeros(states);
    int longer = ((2 * states) >> bits) - weight;
    if (index < longer) {
      return bits | (((weight + index) << bits) - states) << 16;
    }
    return (bits - 1) | ((index - longer) << (bits - 1)) << 16;
  }

  static int bits(int entry) {
    return entry & 0xff;
  }

  static int symbol(int entry) {
    return entry >> 8 & 0xff;
  }

  static int delta(int entry) {
    return entry >>> 16;
  }

  /**
   * Fills a table whose symbols are ranges of values: the symbol gives the least value, and further
   * bits are added to it. They follow those of the state.
   *
   * @param weights by symbol, together as many as the table has entries
   * @param extraBits by symbol
   */
  static void fillValues(long[] table, int[] weights, int[] extraBits) {
    int state = 0;
    int base = 0;
    for (int symbol = 0; symbol < weights.length; symbol++) {
      for (int i = 0; i < weights[symbol]; i++) {
        int entry = entry(weights[symbol], i, table.length);
        int low = (entry + extraBits[symbol]) | extraBits[symbol] << 8;
        table[state++] = (long) base << 32 | low;
      }
      base += 1 << extraBits[symbol];
    }
  }

  /** Returns the number of bits of the state and the value together. */
  static int bits(long entry) {
    return (int) entry & 0xff;
  }

  /** Returns the next state, given the bits that were read. */
  static int next(long entry, int bits) {
    return ((int) entry >>> 16) + (bits >>> extraBits(entry));
  }

  /** Returns the value, given the bits that were read. */
  static int value(long entry, int bits) {
    return (int) (entry >>> 32) + (bits & ~(-1 << extraBits(entry)));
  }

  private static int extraBits(long entry) {
    return (int) entry >> 8 & 0xff;
  }
}
