package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;

/**
 * Reads the bits of finite state entropy. An encoder starts with the last symbol and writes low
 * bits first, so a decoder reads from the last bit downwards. Where it is, is one number: one
 * unaligned load brings the 57 bits below it to the top of a word.
 */
final class FseBits {

  private FseBits() {}

  /**
   * Returns the number of the first bit behind a payload, counted from the start of the chunk.
   *
   * @param from where the payload begins in the chunk, in bytes
   * @param to where it ends
   * @param spare minus how many bits of its last byte are not used
   * @throws CorruptException when those bits are not zero
   */
  static long end(PackedChunk chunk, int from, int to, int spare) throws CorruptException {
    if (spare < 0 && (to == from || (chunk.bytes()[to - 1] & 0xff) >> 8 + spare != 0)) {
      throw chunk.damaged(to, "bits behind the end of a payload");
    }
    return 8L * to + spare;
  }

  /**
   * Returns a word whose top 57 bits are those below a bit.
   *
   * @param bit at least 57
   */
  static long below(byte[] in, long bit) {
    return (long) LzOutput.WORD.get(in, (int) (bit + 7 >>> 3) - 8) << (-(int) bit & 7);
  }

  /** Returns the top bits of a word, 0 to 31 of them. */
  static int top(long word, int bits) {
    return (int) (word >>> 1 >>> 63 - bits);
  }
}
