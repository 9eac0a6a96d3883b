package io.github.macnightly.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The header of a block of an xz stream, as {@link XzDictionary} tells, that has the one filter
 * LZMA2.
 *
 * @param length its own size in bytes
 * @param packedSize the size of the data, {@link #UNKNOWN} or a number that none has
 * @param plainSize the size of the result, likewise
 * @param dictionary how far the data may refer back, in bytes
 */
record XzHeader(int length, long packedSize, long plainSize, int dictionary) {

  /** The longest header. */
  static final int MAX_LENGTH = 1024;

  /** What a header says that leaves a size open, and a size that none has. */
  static final long UNKNOWN = -1;

  private static final long IMPOSSIBLE = -2;

  private static final int PACKED_SIZE = 0x40;
  private static final int PLAIN_SIZE = 0x80;
  private static final int OTHER_FLAGS = 0x3f;

  private static final int LZMA2 = 0x21;
  private static final int MAX_DICTIONARY = 40;

  /**
   * Reads a header; empty when it is damaged, cut off or of another kind.
   *
   * @param from less than {@code end}
   * @param end where the data ends, behind which there must be {@link Lzma2Decoder#SLACK} bytes
   */
  static Optional<XzHeader> read(byte[] bytes, int from, int end) {
    int length = 4 * (1 + (bytes[from] & 0xff));
    int crc = from + length - Integer.BYTES;
    if (length > end - from || word(bytes, crc) != XzCheck.crc32(bytes, from, crc)) {
      return Optional.empty();
    }
    int flags = bytes[from + 1];
    int at = from + 2;
    long packedSize = (flags & PACKED_SIZE) == 0 ? UNKNOWN : number(bytes, at);
    at = (flags & PACKED_SIZE) == 0 ? at : skip(bytes, at);
    long plainSize = (flags & PLAIN_SIZE) == 0 ? UNKNOWN : number(bytes, at);
    at = (flags & PLAIN_SIZE) == 0 ? at : skip(bytes, at);
    int code = bytes[at + 2];
    boolean usual = (flags & OTHER_FLAGS) == 0 && bytes[at] == LZMA2 && bytes[at + 1] == 1;
    if (!usual || code < 0 || code > MAX_DICTIONARY || !zeros(bytes, at + 3, crc)) {
      return Optional.empty();
    }
    int dictionary = (int) Math.min(XzDictionary.bytes((byte) code), Integer.MAX_VALUE);
    return Optional.of(new XzHeader(length, packedSize, plainSize, dictionary));
  }

  /** Says whether the block may be of these sizes. */
  boolean allows(long packed, long plain) {
    return (packedSize == UNKNOWN || packedSize == packed)
        && (plainSize == UNKNOWN || plainSize == plain);
  }

  /** Reads a number of at most nine bytes with seven bits each, the lowest first. */
  private static long number(byte[] bytes, int from) {
    long number = 0;
    int at = from;
    for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
      byte next = bytes[at++];
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return next == 0 && shift > 0 ? IMPOSSIBLE : number;
      }
    }
    return IMPOSSIBLE;
  }

  /** Returns where such a number ends. */
  private static int skip(byte[] bytes, int from) {
    int at = from;
    while (at < from + 9 && bytes[at++] < 0) {
      // goes on
    }
    return at;
  }

  /** Says whether there are only zeros between two places of which the first is not behind. */
  private static boolean zeros(byte[] bytes, int from, int to) {
    int bits = from > to ? 1 : 0;
    for (int i = from; i < to; i++) {
      bits |= bytes[i];
    }
    return bits == 0;
  }

  private static int word(byte[] bytes, int place) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(place);
  }
}
