package io.github.macnightly.codec;

import java.util.zip.CRC32;

/**
 * The CRC-32 of bzip2. It is the usual one with the bits of each byte taken from the other end, so
 * that turning the bytes and the result lets the JDK's much faster code do the work.
 */
final class Bzip2Checksum {

  private static final byte[] TURNED = turned();

  private static final int BUFFER = 1 << 12;

  private Bzip2Checksum() {}

  private static byte[] turned() {
    byte[] turned = new byte[256];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = (byte) (Integer.reverse(i) >>> 24);
    }
    return turned;
  }

  /** Returns the checksum of the bytes from {@code from} to before {@code to}. */
  static int of(byte[] bytes, int from, int to) {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[Math.min(BUFFER, to - from)];
    int at = from;
    while (at < to) {
      int count = Math.min(buffer.length, to - at);
      for (int i = 0; i < count; i++) {
        buffer[i] = TURNED[bytes[at + i] & 0xff];
      }
      crc.update(buffer, 0, count);
      at += count;
    }
    return Integer.reverse((int) crc.getValue());
  }
}
