package io.github.macnightly.codec;

import java.util.Arrays;

/**
 * The range decoder of LZMA with the probabilities it adapts to.
 *
 * <p>Each probability is that of a 0, in 2048ths, and moves by a 32nd of the way towards what the
 * bit was. The bits of a literal, a length or a distance can hardly be foreseen by the processor:
 * so they are computed with a mask, all ones for a 0, where a jump would often be taken wrongly,
 * and both probabilities that may be needed next are loaded before it is known which. The bits that
 * decide what is decoded next are jumps anyway.
 *
 * <p>While several bits are decoded everything is in local variables; in fields it would be written
 * and read again for every bit. That is why the same lines stand in several methods.
 *
 * <p>No bit takes more than one byte of the input. Nothing here looks for its end: see {@link
 * Lzma2Symbols#SLACK}.
 */
final class Lzma2Coder {

  /** Below this range another byte is taken in. */
  private static final long TOP = 1L << 24;

  private static final int ONE = 1 << 11;
  private static final short HALF = ONE >> 1;

  /** Added to a probability before it is divided by 32, this makes it move up, rounded down. */
  private static final int UP = 31 - ONE;

  /** The first byte of a chunk is 0, then four are the code. */
  private static final int START = 5;

  private final byte[] in;
  private final short[] odds;
  private int at;
  private long range;
  private long code;

  /**
   * Makes a decoder with a number of probabilities, of which a bit is known by its index.
   *
   * @param in the packed data, which must have room behind it
   */
  Lzma2Coder(byte[] in, int bits) {
    this.in = in;
    this.odds = new short[bits];
  }

  /** Makes all bits as likely to be 0 as 1. */
  void reset() {
    Arrays.fill(odds, HALF);
  }

  /** Begins a chunk of the input and says whether it can be one. */
  boolean begin(int from, int to) {
    if (to - from < START || in[from] != 0) {
      return false;
    }
    range = 0xffff_ffffL;
    code = 0;
    for (at = from + 1; at < from + START; at++) {
      code = code << 8 | in[at] & 0xff;
    }
    return true;
  }

  /** Returns the place of the next byte to be taken in. */
  int at() {
    return at;
  }

  /** Says whether the chunk, having been decoded, ends just there. */
  boolean endsAt(int end) {
    if (range < TOP) {
      range <<= 8;
      code = code << 8 | in[at++] & 0xff;
    }
    return at == end && code == 0;
  }

  /** Decodes one bit that says what comes next. */
  boolean bit(int index) {
    if (range < TOP) {
      range <<= 8;
      code = code << 8 | in[at++] & 0xff;
    }
    int odd = odds[index];
    long bound = (range >>> 11) * odd;
    if (code < bound) {
      range = bound;
      odds[index] = (short) (odd + (ONE - odd >> 5));
      return false;
    }
    range -= bound;
    code -= bound;
    odds[index] = (short) (odd - (odd >> 5));
    return true;
  }

  /**
   * Decodes a number whose highest bit comes first and whose lower bits depend on the higher.
   *
   * @param limit a power of two, above any result
   */
  int tree(int base, int limit) {
    byte[] in = this.in;
    short[] odds = this.odds;
    int at = this.at;
    long range = this.range;
    long code = this.code;
    int symbol = 1;
    int odd = odds[base + 1];
    do {
      int index = base + symbol;
      int odd0 = odds[index + symbol];
      int odd1 = odds[index + symbol + 1];
      if (range < TOP) {
        range <<= 8;
        code = code << 8 | in[at++] & 0xff;
      }
      long bound = (range >>> 11) * odd;
      long over = code - bound;
      long zero = over >> 63;
      range = range - bound + (2 * bound - range & zero);
      code = over + (bound & zero);
      odds[index] = (short) (odd - (odd + (UP & (int) zero) >> 5));
      symbol = 2 * symbol + 1 + (int) zero;
      odd = odd1 ^ (odd0 ^ odd1) & (int) zero;
    } while (symbol < limit);
    this.at = at;
    this.range = range;
    this.code = code;
    return symbol - limit;
  }

  /**
   * Decodes a byte that is probably not the {@code expected} one, but begins with the same bits. Up
   * to the first that differs, other probabilities count: those for an expected 0 and those for a 1
   * follow the usual ones, 256 each.
   */
  int unlike(int base, int expected) {
    byte[] in = this.in;
    short[] odds = this.odds;
    int at = this.at;
    long range = this.range;
    long code = this.code;
    int rest = expected;
    int offset = 0x100;
    int symbol = 1;
    do {
      rest <<= 1;
      int bit = rest & offset;
      int index = base + offset + bit + symbol;
      if (range < TOP) {
        range <<= 8;
        code = code << 8 | in[at++] & 0xff;
      }
      int odd = odds[index];
      long bound = (range >>> 11) * odd;
      long over = code - bound;
      long zero = over >> 63;
      range = range - bound + (2 * bound - range & zero);
      code = over + (bound & zero);
      odds[index] = (short) (odd - (odd + (UP & (int) zero) >> 5));
      symbol = 2 * symbol + 1 + (int) zero;
      offset &= bit ^ (int) zero;
    } while (symbol < 0x100);
    this.at = at;
    this.range = range;
    this.code = code;
    return symbol - 0x100;
  }

  /** Decodes a number whose lowest bit comes first and whose higher bits depend on the lower. */
  int reversed(int base, int bits) {
    byte[] in = this.in;
    short[] odds = this.odds;
    int at = this.at;
    long range = this.range;
    long code = this.code;
    int symbol = 1;
    int result = 0;
    for (int i = 0; i < bits; i++) {
      int index = base + symbol;
      if (range < TOP) {
        range <<= 8;
        code = code << 8 | in[at++] & 0xff;
      }
      int odd = odds[index];
      long bound = (range >>> 11) * odd;
      long over = code - bound;
      long zero = over >> 63;
      range = range - bound + (2 * bound - range & zero);
      code = over + (bound & zero);
      odds[index] = (short) (odd - (odd + (UP & (int) zero) >> 5));
      symbol = 2 * symbol + 1 + (int) zero;
      result += 1 + (int) zero << i;
    }
    this.at = at;
    this.range = range;
    this.code = code;
    return result;
  }

  /** Decodes a number of bits that are 0 as often as 1, the highest first. */
  int direct(int bits) {
    byte[] in = this.in;
    int at = this.at;
    long range = this.range;
    long code = this.code;
    int result = 0;
    for (int i = 0; i < bits; i++) {
      if (range < TOP) {
        range <<= 8;
        code = code << 8 | in[at++] & 0xff;
      }
      range >>>= 1;
      long over = code - range;
      long zero = over >> 63;
      code = over + (range & zero);
      result = 2 * result + 1 + (int) zero;
    }
    this.at = at;
    this.range = range;
    this.code = code;
    return result;
  }
}
