package io.github.macnightly.codec;

/**
 * Decodes the literals and matches of LZMA straight into the result, which is the dictionary too:
 * nothing is copied from a window and no index wraps.
 *
 * <p>A state of 0 to 11 says what the last symbols were: below 7 the last was a literal. Four
 * distances are remembered, each less by one than it is.
 */
final class Lzma2Symbols {

  /**
   * How many bytes there must be behind the end of the packed data, which is looked for once before
   * each symbol: the longest, a match, is of 48 bits (2 for its kind, 10 for its length, 36 for its
   * distance), and none takes more than a byte.
   */
  static final int SLACK = 64;

  private static final int STATES = 12;

  /** The least state behind a match. */
  private static final int MATCHED = 7;

  /** Slots of distances below this one stand for the distance itself. */
  private static final int NEAR = 4;

  /** From this slot on the middle bits of a distance are as often 0 as 1. */
  private static final int FAR = 14;

  private static final int IS_MATCH = 0;
  private static final int IS_LONG = IS_MATCH + (STATES << 4);
  private static final int IS_REPEAT = IS_LONG + (STATES << 4);
  private static final int IS_OLD = IS_REPEAT + STATES;
  private static final int IS_OLDER = IS_OLD + STATES;
  private static final int IS_OLDEST = IS_OLDER + STATES;
  private static final int SLOTS = IS_OLDEST + STATES;
  private static final int MIDDLE = SLOTS + 4 * 64;
  private static final int LOW = MIDDLE + 128;
  private static final int LENGTHS = LOW + 16;

  /** Of lengths: two choices, then 16 trees of 8, 16 of 8 and one of 256. */
  private static final int SHORT = 2;

  private static final int MEDIUM = SHORT + 16 * 8;
  private static final int LONG = MEDIUM + 16 * 8;
  private static final int REPEATED_LENGTHS = LENGTHS + LONG + 256;
  private static final int LITERALS = REPEATED_LENGTHS + LONG + 256;

  /** Of the literals in one context: as usual, where a 0 is expected, where a 1 is. */
  private static final int LITERAL_SIZE = 3 * 256;

  /** LZMA2 allows no more than 16 contexts. */
  private static final int SIZE = LITERALS + 16 * LITERAL_SIZE;

  /** Up to here a loop over words beats {@code System.arraycopy}. */
  private static final int WORDS = 64;

  private final Lzma2Coder coder;
  private final byte[] out;
  private int to;
  private int origin;
  private int dictionary;
  private int state;
  private int distance0;
  private int distance1;
  private int distance2;
  private int distance3;
  private int literalShift;
  private int literalMask;
  private int positionMask;

  /**
   * Makes a decoder, which knows nothing before it has been told a dictionary and properties.
   *
   * @param in the packed data with {@link #SLACK} bytes behind it
   */
  Lzma2Symbols(byte[] in, byte[] out) {
    this.coder = new Lzma2Coder(in, SIZE);
    this.out = out;
  }

  /** Lets nothing that follows reach back before {@code start}, or farther than the dictionary. */
  void begin(int start, int dictionarySize) {
    origin = start;
    dictionary = dictionarySize;
  }

  /** Takes {@code (pb * 5 + lp) * 9 + lc} and says whether LZMA2 allows it. */
  boolean properties(int properties) {
    int lc = properties % 9;
    int lp = properties / 9 % 5;
    int pb = properties / 45;
    literalShift = lc;
    literalMask = (1 << lp) - 1;
    positionMask = (1 << pb) - 1;
    return pb <= 4 && lc + lp <= 4;
  }

  /** Forgets all but the dictionary and the properties. */
  void reset() {
    state = 0;
    distance0 = 0;
    distance1 = 0;
    distance2 = 0;
    distance3 = 0;
    coder.reset();
  }

  /**
   * Decodes the part of the input between two places to the output between two others, and says
   * whether it is sound and just fits.
   */
  boolean decode(int from, int end, int start, int limit) {
    if (!coder.begin(from, end)) {
      return false;
    }
    to = start;
    while (to < limit && coder.at() <= end) {
      if (literals(end, limit) && !match(limit)) {
        return false;
      }
    }
    return to == limit && coder.endsAt(end);
  }

  /** Decodes literals and says whether a match follows. */
  private boolean literals(int end, int limit) {
    int to = this.to;
    int state = this.state;
    int last = to == origin ? 0 : out[to - 1] & 0xff;
    boolean match = false;
    while (to < limit && coder.at() <= end) {
      int place = to - origin;
      match = coder.bit(IS_MATCH + (state << 4) + (place & positionMask));
      if (match) {
        break;
      }
      int context = ((place & literalMask) << literalShift) + (last >> 8 - literalShift);
      int base = LITERALS + LITERAL_SIZE * context;
      if (state < MATCHED) {
        last = coder.tree(base, 0x100);
      } else {
        last = coder.unlike(base, out[to - distance0 - 1] & 0xff);
      }
      out[to++] = (byte) last;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
    }
    this.to = to;
    this.state = state;
    return match;
  }

  private boolean match(int limit) {
    int phase = to - origin & positionMask;
    int length;
    if (coder.bit(IS_REPEAT + state)) {
      length = repeat(phase);
    } else {
      distance3 = distance2;
      distance2 = distance1;
      distance1 = distance0;
      length = length(LENGTHS, phase);
      distance0 = distance(length);
      state = state < MATCHED ? 7 : 10;
    }
    return copy(length, limit);
  }

  /** Decodes which distance is used again, and returns the length. */
  private int repeat(int phase) {
    if (coder.bit(IS_OLD + state)) {
      recall();
    } else if (!coder.bit(IS_LONG + (state << 4) + phase)) {
      state = state < MATCHED ? 9 : 11;
      return 1;
    }
    state = state < MATCHED ? 8 : 11;
    return length(REPEATED_LENGTHS, phase);
  }

  /** Moves one of the three older distances to the front. */
  private void recall() {
    int distance = distance1;
    if (coder.bit(IS_OLDER + state)) {
      distance = distance2;
      if (coder.bit(IS_OLDEST + state)) {
        distance = distance3;
        distance3 = distance2;
      }
      distance2 = distance1;
    }
    distance1 = distance0;
    distance0 = distance;
  }

  private int length(int base, int phase) {
    if (!coder.bit(base)) {
      return coder.tree(base + SHORT + 8 * phase, 8) + 2;
    }
    if (!coder.bit(base + 1)) {
      return coder.tree(base + MEDIUM + 8 * phase, 8) + 10;
    }
    return coder.tree(base + LONG, 256) + 18;
  }

  /** Decodes a distance less 1: a slot is its two highest bits and the number of the others. */
  private int distance(int length) {
    int slot = coder.tree(SLOTS + 64 * Math.min(length - 2, 3), 64);
    if (slot < NEAR) {
      return slot;
    }
    int bits = (slot >> 1) - 1;
    int high = (2 | slot & 1) << bits;
    if (slot < FAR) {
      return high + coder.reversed(MIDDLE + high - slot - 1, bits);
    }
    return high + (coder.direct(bits - 4) << 4) + coder.reversed(LOW, 4);
  }

  /** Repeats what was written before, and says whether there is such and room for it. */
  private boolean copy(int length, int limit) {
    int from = to - distance0 - 1;
    boolean inside = distance0 >= 0 && distance0 < dictionary && distance0 < to - origin;
    if (!inside || length > limit - to) {
      return false;
    }
    int stop = to + length;
    if (distance0 >= 7 && length <= WORDS && to <= out.length - WORDS) {
      for (int at = to; at < stop; at += 8) {
        LzOutput.WORD.set(out, at, (long) LzOutput.WORD.get(out, at - to + from));
      }
    } else if (distance0 >= length) {
      System.arraycopy(out, from, out, to, length);
    } else {
      for (int at = to; at < stop; at++) {
        out[at] = out[at - to + from];
      }
    }
    to = stop;
    return true;
  }
}
