package io.github.macnightly.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * The bits of a bzip2 chunk, most significant first.
 *
 * <p>The next bits stand at the upper end of a 64-bit window. The bits behind those that are
 * counted as held are either zero or already the right ones, so that a refill can lay the next
 * eight bytes over them without a branch. Zeros behind the end of the input make that possible up
 * to the last byte; how far was read is compared with the size once for each group of symbols.
 */
final class Bzip2Bits {

  /** Symbols in a group; each group names its own code. */
  static final int GROUP = 50;

  /** A group of the longest codes, 50 times 20 bits, and a window on both sides. */
  private static final int PADDING = GROUP * Bzip2Code.MAX_LENGTH / 8 + 1 + 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final int size;

  private long window;
  private int held;
  private int next;

  Bzip2Bits(byte[] packed) {
    bytes = Arrays.copyOf(packed, Math.addExact(packed.length, PADDING));
    size = packed.length;
  }

  /** Returns the next bits as an unsigned number; {@code count} is from 1 to 32. */
  int bits(int count) throws DataFormatException {
    refill();
    int value = (int) (window >>> (64 - count));
    window <<= count;
    held -= count;
    return value;
  }

  private void refill() throws DataFormatException {
    requireInside();
    window |= (long) LONGS.get(bytes, next) >>> held;
    next += (63 - held) >>> 3;
    held |= 56;
  }

  /** Refuses input of which more was read than there is. */
  void requireInside() throws DataFormatException {
    if (remaining() < 0) {
      throw new DataFormatException("ends too early");
    }
  }

  /** Returns how many bits are left; negative when zeros behind the end were read. */
  long remaining() {
    return (size - (long) next) * 8 + held;
  }

  /** Skips to the next whole byte. */
  void align() {
    int rest = held & 7;
    window <<= rest;
    held -= rest;
  }

  /**
   * Decodes a group of symbols, or fewer when the symbol {@code last} comes before its end.
   *
   * @return how many symbols were decoded, {@code last} included
   */
  int group(Bzip2Code code, char[] symbols, int last) throws DataFormatException {
    requireInside();
    long bits = window;
    int have = held;
    int at = next;
    int count = 0;
    while (count < GROUP) {
      bits |= (long) LONGS.get(bytes, at) >>> have;
      at += (63 - have) >>> 3;
      have |= 56;
      int entry = code.entry(bits);
      bits <<= entry; // the lower six bits of the entry count, and are the length of the code
      have -= entry & Bzip2Code.LENGTH_MASK;
      symbols[count++] = (char) (entry >>> Bzip2Code.LENGTH_BITS);
      if (symbols[count - 1] == last) {
        break;
      }
      entry = code.entry(bits); // 56 bits are enough for two codes of at most 20
      bits <<= entry;
      have -= entry & Bzip2Code.LENGTH_MASK;
      symbols[count++] = (char) (entry >>> Bzip2Code.LENGTH_BITS);
      if (symbols[count - 1] == last) {
        break;
      }
    }
    window = bits;
    held = have;
    next = at;
    requireInside();
    return count;
  }
}
