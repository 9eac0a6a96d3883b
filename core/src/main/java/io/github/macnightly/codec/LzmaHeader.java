package io.github.macnightly.codec;

import java.nio.ByteBuffer;

/** The header of a block in an xz file, as far as it tells how much memory the block needs. */
final class LzmaHeader {

  private static final int LZMA2 = 0x21;
  private static final int MAX_CODE = 40;
  private static final int PACKED_SIZE = 0x40;
  private static final int PLAIN_SIZE = 0x80;
  private static final int FILTERS = 3;

  private LzmaHeader() {}

  /**
   * Returns the size of the dictionary in bytes; 0 when the header is not a usual one, which the
   * decoder will find out itself.
   *
   * @param block starts with the header, which need not be whole
   */
  static long dictionary(ByteBuffer block) {
    if (block.remaining() < 2) {
      return 0;
    }
    int at = block.position();
    int end = Math.min(block.limit(), at + ((block.get(at) & 0xff) + 1) * 4);
    int flags = block.get(at + 1);
    at += 2;
    at = (flags & PACKED_SIZE) == 0 ? at : skipNumber(block, at, end);
    at = (flags & PLAIN_SIZE) == 0 ? at : skipNumber(block, at, end);
    for (int filters = (flags & FILTERS) + 1; filters > 0 && at + 2 < end; filters--) {
      if (block.get(at) == LZMA2) {
        int code = block.get(at + 2) & 0xff;
        return code >= MAX_CODE ? 0xffffffffL : (2L | code & 1) << code / 2 + 11;
      }
      at += 2 + (block.get(at + 1) & 0xff); // filters before it have short properties
    }
    return 0;
  }

  /** Skips a number of seven bits in each byte, of which all but the last have the top bit set. */
  private static int skipNumber(ByteBuffer block, int from, int end) {
    int at = from;
    while (at < end && block.get(at) < 0) {
      at++;
    }
    return at + 1;
  }
}
