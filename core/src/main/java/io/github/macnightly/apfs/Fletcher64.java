package io.github.macnightly.apfs;

import java.nio.ByteBuffer;

/**
 * The checksum of objects: Fletcher's sums over little-endian words of 32 bits modulo 2^32 - 1,
 * chosen so that sums over the whole object, the checksum included, are zero.
 */
final class Fletcher64 {

  private static final long MODULUS = 0xFFFFFFFFL;

  private Fletcher64() {}

  /**
   * Returns the checksum of a block, whose first eight bytes hold it and are left out.
   *
   * @param block little-endian, at most 65536 bytes: then no sum overflows 63 bits
   */
  static long of(ByteBuffer block) {
    long simple = 0;
    long running = 0;
    for (int at = 8; at < block.capacity(); at += 4) {
      simple += Integer.toUnsignedLong(block.getInt(at));
      running += simple;
    }
    simple %= MODULUS;
    running %= MODULUS;
    long low = MODULUS - (simple + running) % MODULUS;
    long high = MODULUS - (simple + low) % MODULUS;
    return high << 32 | low;
  }
}
