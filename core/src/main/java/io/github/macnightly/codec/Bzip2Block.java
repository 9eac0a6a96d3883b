package io.github.macnightly.codec;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * The entropy-coded part of a bzip2 block: from its header to the last column of the sorted
 * rotations. May be used for one block after the other; the arrays are kept.
 */
final class Bzip2Block {

  private static final int BYTES = 256;

  /** 900,000 symbols in groups of 50, and two that may only hold the end of the block. */
  private static final int MAX_SELECTORS = 18_002;

  private static final int MIN_CODES = 2;
  private static final int MAX_CODES = 6;

  /** A run longer than any block; checked before its weight could overflow. */
  private static final int MAX_WEIGHT = 1 << 20;

  private Bzip2Bits in;
  private final Bzip2Ranks ranks = new Bzip2Ranks();
  private final byte[] selectors = new byte[MAX_SELECTORS];
  private final char[] symbols = new char[Bzip2Bits.GROUP];
  private final int[] counts = new int[BYTES];

  private byte[] column = {};
  private int length;
  private int origin;
  private boolean randomised;

  /** The run of zero ranks that is being collected, and what its next digit is worth. */
  private int run;

  private int weight;

  /**
   * Reads a block behind its checksum.
   *
   * @param bits of which the next are the block's
   * @param limit the most bytes that the column may have
   */
  void read(Bzip2Bits bits, int limit) throws DataFormatException {
    in = bits;
    randomised = in.bits(1) != 0;
    origin = in.bits(24);
    int used = readAlphabet();
    int codes = in.bits(3);
    if (codes < MIN_CODES || codes > MAX_CODES) {
      throw new DataFormatException("block with " + codes + " code tables, not 2 to 6");
    }
    int groups = readSelectors(codes);
    Bzip2Code[] tables = new Bzip2Code[codes];
    for (int i = 0; i < codes; i++) {
      tables[i] = readCode(used + 2);
    }
    if (column.length < limit) {
      column = new byte[limit];
    }
    readColumn(tables, groups, used + 1, limit);
    if (origin >= length) {
      throw new DataFormatException("block of " + length + " bytes begins at " + origin);
    }
  }

  /** Lets go of the input. */
  void release() {
    in = null;
  }

  /** The last column of the sorted rotations, until {@link Bzip2Rotations} puts the text here. */
  byte[] column() {
    return column;
  }

  /** How many bytes of the column count. */
  int length() {
    return length;
  }

  /** How often each byte occurs in the column. */
  int[] counts() {
    return counts;
  }

  /** The row that holds the block itself. */
  int origin() {
    return origin;
  }

  boolean randomised() {
    return randomised;
  }

  private int readAlphabet() throws DataFormatException {
    int rows = in.bits(16);
    byte[] alphabet = new byte[BYTES];
    int used = 0;
    for (int row = 0; row < 16; row++) {
      int columns = (rows << row & 0x8000) == 0 ? 0 : in.bits(16);
      for (int i = 0; i < 16; i++) {
        if ((columns << i & 0x8000) != 0) {
          alphabet[used++] = (byte) (row * 16 + i);
        }
      }
    }
    if (used == 0) {
      throw new DataFormatException("block without a byte");
    }
    ranks.reset(alphabet);
    return used;
  }

  /** Reads which code each group uses: the rank of the code, ones and a zero. */
  private int readSelectors(int codes) throws DataFormatException {
    int count = in.bits(15);
    byte[] recent = {0, 1, 2, 3, 4, 5};
    for (int i = 0; i < count; i++) {
      int rank = 0;
      while (in.bits(1) != 0) {
        if (++rank == codes) {
          throw new DataFormatException("group with a code table that is not there");
        }
      }
      byte selector = recent[rank];
      System.arraycopy(recent, 0, recent, 1, rank);
      recent[0] = selector;
      if (i < MAX_SELECTORS) { // some compressors write more, which can never be used
        selectors[i] = selector;
      }
    }
    return Math.min(count, MAX_SELECTORS);
  }

  /** Reads the lengths of one code, each as a difference from the one before it. */
  private Bzip2Code readCode(int symbolCount) throws DataFormatException {
    byte[] lengths = new byte[BYTES + 2];
    int length = in.bits(5);
    for (int i = 0; i < symbolCount; i++) {
      while (true) {
        if (length < 1 || length > Bzip2Code.MAX_LENGTH) {
          throw new DataFormatException("code of " + length + " bits, not 1 to 20");
        }
        if (in.bits(1) == 0) {
          break;
        }
        length += in.bits(1) == 0 ? 1 : -1;
      }
      lengths[i] = (byte) length;
    }
    return new Bzip2Code(lengths, symbolCount);
  }

  private void readColumn(Bzip2Code[] tables, int groups, int last, int limit)
      throws DataFormatException {
    Arrays.fill(counts, 0);
    length = 0;
    run = 0;
    weight = 1;
    for (int group = 0; group < groups; group++) {
      int count = in.group(tables[selectors[group]], symbols, last);
      if (symbols[count - 1] == last) {
        unrank(count - 1, limit);
        endRun(limit);
        return;
      }
      unrank(count, limit);
    }
    throw new DataFormatException("block without an end");
  }

  /** Symbols 0 and 1 are the digits of a run of rank 0, the lowest first; the others are ranks. */
  private void unrank(int count, int limit) throws DataFormatException {
    for (int i = 0; i < count; i++) {
      int symbol = symbols[i];
      if (symbol <= 1) {
        addDigit(symbol, limit);
        continue;
      }
      if (run != 0) {
        endRun(limit);
      }
      if (length == limit) {
        throw tooLong(limit);
      }
      byte value = ranks.take(symbol - 1);
      column[length++] = value;
      counts[value & 0xff]++;
    }
  }

  private void addDigit(int digit, int limit) throws DataFormatException {
    if (weight > MAX_WEIGHT) {
      throw tooLong(limit);
    }
    run += weight << digit;
    weight <<= 1;
  }

  private void endRun(int limit) throws DataFormatException {
    if (run > limit - length) {
      throw tooLong(limit);
    }
    byte value = ranks.first();
    Arrays.fill(column, length, length + run, value);
    counts[value & 0xff] += run;
    length += run;
    run = 0;
    weight = 1;
  }

  private static DataFormatException tooLong(int limit) {
    return new DataFormatException("block is longer than " + limit + " bytes");
  }
}
