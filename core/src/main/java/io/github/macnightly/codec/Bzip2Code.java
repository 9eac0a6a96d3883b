package io.github.macnightly.codec;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * A canonical Huffman code of a bzip2 block: symbols of the same length in ascending order, shorter
 * codes before longer ones. Codes of up to ten bits are looked up, longer ones are searched for.
 */
final class Bzip2Code {

  /** The longest code, in bits. */
  static final int MAX_LENGTH = 20;

  /** The lower bits of an entry, which hold the length of the code; the symbol is above them. */
  static final int LENGTH_BITS = 6;

  static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

  private static final int LOOKUP_BITS = 10;

  private final short[] lookup = new short[1 << LOOKUP_BITS];

  /** All entries in the order of their codes. */
  private final short[] entries;

  /** By length: the index in {@code entries} of the first code. */
  private final int[] first = new int[MAX_LENGTH + 1];

  /** By length: the first code, and the end of the codes, both moved to the left of 20 bits. */
  private final int[] start = new int[MAX_LENGTH + 1];

  private final int[] end = new int[MAX_LENGTH + 1];

  /**
   * Makes the code.
   *
   * @param lengths of the code of each symbol, from 1 to {@link #MAX_LENGTH}
   * @param symbols how many of the lengths count
   * @throws DataFormatException when there cannot be so many codes of these lengths
   */
  Bzip2Code(byte[] lengths, int symbols) throws DataFormatException {
    entries = new short[symbols];
    int code = 0;
    int count = 0;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      first[length] = count;
      start[length] = code;
      for (int symbol = 0; symbol < symbols; symbol++) {
        if (lengths[symbol] == length) {
          entries[count++] = (short) (symbol << LENGTH_BITS | length);
          code += 1 << MAX_LENGTH - length;
        }
      }
      end[length] = code;
      if (code > 1 << MAX_LENGTH) {
        throw new DataFormatException("code table holds too many short codes");
      }
    }
    fillLookup();
  }

  private void fillLookup() {
    int from = 0;
    for (short entry : entries) {
      int length = entry & LENGTH_MASK;
      if (length > LOOKUP_BITS) {
        break;
      }
      int to = from + (1 << LOOKUP_BITS - length);
      Arrays.fill(lookup, from, to, entry);
      from = to;
    }
  }

  /**
   * Returns the symbol and the length of the code at the upper end of {@code bits}.
   *
   * @throws DataFormatException when no code begins like this
   */
  int entry(long bits) throws DataFormatException {
    int entry = lookup[(int) (bits >>> 64 - LOOKUP_BITS)];
    return entry != 0 ? entry : longEntry((int) (bits >>> 64 - MAX_LENGTH));
  }

  private int longEntry(int code) throws DataFormatException {
    for (int length = LOOKUP_BITS + 1; length <= MAX_LENGTH; length++) {
      if (code < end[length]) {
        return entries[first[length] + (code - start[length] >>> MAX_LENGTH - length)];
      }
    }
    throw new DataFormatException("bits that are no code");
  }
}
