package io.github.macnightly.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * The dictionary that the header of an xz block asks for, usually of 8 MiB for however small a
 * chunk, though nothing in a chunk can reach back beyond its start. A decoder that obeys spends a
 * sixth of its time on clearing that memory, and on a hostile header any amount of it. So the
 * header is changed to ask for no more than the chunk needs.
 *
 * <p>Layout: 12 bytes of stream header, then that of the block: its size in words of four bytes
 * without the first, flags, two optional lengths, the filters each with the size of its properties,
 * zeros, and the CRC-32 of all before it. The one property of LZMA2 is the size of the dictionary.
 */
final class XzDictionary {

  private static final int BLOCK = 12;
  private static final int PACKED_SIZE = 0x40;
  private static final int PLAIN_SIZE = 0x80;

  /** All flags but those of the two lengths: more filters than one, or reserved. */
  private static final int OTHER_FLAGS = 0x3f;

  private static final int LZMA2 = 0x21;

  private XzDictionary() {}

  /**
   * Returns the stream with the dictionary of its first block cut to the size of the result, or the
   * stream as it is when its header is damaged or is not the usual one.
   *
   * @param expected the size of the unpacked stream in bytes
   */
  static byte[] shrink(byte[] packed, int expected) {
    int crc = BLOCK + headerSize(packed) - Integer.BYTES;
    int filter = filter(packed);
    if (crc + Integer.BYTES > packed.length || filter + 3 > crc) {
      return packed;
    }
    byte code = codeFor(expected);
    boolean usual = packed[filter] == LZMA2 && packed[filter + 1] == 1;
    if (!usual || packed[filter + 2] <= code || word(packed, crc) != crc(packed, crc)) {
      return packed;
    }
    byte[] changed = packed.clone();
    changed[filter + 2] = code;
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(crc, crc(changed, crc));
    return changed;
  }

  private static int headerSize(byte[] packed) {
    return packed.length <= BLOCK ? 0 : ((packed[BLOCK] & 0xff) + 1) * 4;
  }

  /** Returns where the only filter is described, or the end of the stream. */
  private static int filter(byte[] packed) {
    if (packed.length < BLOCK + 2 || (packed[BLOCK + 1] & OTHER_FLAGS) != 0) {
      return packed.length;
    }
    int at = BLOCK + 2;
    if ((packed[BLOCK + 1] & PACKED_SIZE) != 0) {
      at = skipNumber(packed, at);
    }
    if ((packed[BLOCK + 1] & PLAIN_SIZE) != 0) {
      at = skipNumber(packed, at);
    }
    return at;
  }

  /** Skips a number of seven bits in each byte, of which all but the last have the top bit set. */
  private static int skipNumber(byte[] packed, int from) {
    int at = from;
    while (at < packed.length && packed[at] < 0) {
      at++;
    }
    return at + 1;
  }

  /** Returns the smallest code for so many bytes. */
  private static byte codeFor(int size) {
    byte code = 0;
    while (bytes(code) < size) {
      code++;
    }
    return code;
  }

  /** Returns the size that a code stands for, 2 or 3 times a power of two. */
  static long bytes(byte code) {
    return (2L | code & 1) << code / 2 + 11;
  }

  /** Returns the size in bytes of the smallest dictionary that holds a chunk. */
  static long sizeFor(int expected) {
    return bytes(codeFor(expected));
  }

  private static int word(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }

  private static int crc(byte[] bytes, int end) {
    CRC32 crc = new CRC32();
    crc.update(bytes, BLOCK, end - BLOCK);
    return (int) crc.getValue();
  }
}
