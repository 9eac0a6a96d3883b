package io.github.macnightly.udif;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A checksum as the trailer and the blocks give it: type, length in bits, 128 bytes of room.
 *
 * @param type 0 none, 2 CRC-32, 4 MD5, 5 SHA-1, 6 SHA-256, 7 SHA-384, 8 SHA-512; others are not
 *     known
 * @param value as many bytes as the length says
 */
record Checksum(int type, byte[] value) {

  static final int NONE = 0;
  static final int CRC32 = 2;

  private static final int MAX_BITS = 128 * 8;

  /**
   * Reads a checksum at {@code field} of a buffer that lies at {@code at} in its file.
   *
   * @throws CorruptException when its length is impossible
   */
  static Checksum read(ByteBuffer b, int field, long at) throws CorruptException {
    int type = b.getInt(field);
    int bits = b.getInt(field + 4);
    if (type == NONE) {
      return new Checksum(NONE, new byte[0]);
    }
    if (bits < 0 || bits > MAX_BITS || bits % 8 != 0 || type == CRC32 && bits != Integer.SIZE) {
      throw new CorruptException(
          UdifTrailer.FORMAT, at + field, "checksum of type " + type + " with " + bits + " bits");
    }
    byte[] value = new byte[bits / 8];
    b.get(field + 8, value);
    return new Checksum(type, value);
  }

  boolean isGiven() {
    return type != NONE;
  }

  /** Says whether the sums of parts can be joined to that of the whole; so without a sum. */
  boolean isJoinable() {
    return type == NONE || type == CRC32;
  }

  boolean is(byte[] got) {
    return Arrays.equals(got, value);
  }

  /** Refuses bytes whose sum is another one. */
  void require(byte[] got, long at, String what) throws CorruptException {
    if (!is(got)) {
      HexFormat hex = HexFormat.of();
      throw new CorruptException(
          UdifTrailer.FORMAT,
          at,
          "checksum of "
              + what
              + " is "
              + hex.formatHex(got)
              + ", wanted "
              + hex.formatHex(value)
              + "; get the image again");
    }
  }
}
