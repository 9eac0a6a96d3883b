package io.github.macnightly.codec;

/**
 * The CRC-64 of xz, that of ECMA-182 with the lowest bit first, by eight bytes at a time: table
 * {@code n} tells what a byte becomes when {@code n} more have followed.
 */
final class XzCrc64 {

  private static final long POLYNOMIAL = 0xc96c_5795_d787_0f42L;

  private static final int WORD = Long.BYTES;

  private static final long[][] TABLES = tables();

  private XzCrc64() {}

  private static long[][] tables() {
    long[][] tables = new long[WORD][256];
    for (int i = 0; i < 256; i++) {
      long crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc >>> 1 ^ (-(crc & 1) & POLYNOMIAL);
      }
      tables[0][i] = crc;
    }
    for (int n = 1; n < WORD; n++) {
      for (int i = 0; i < 256; i++) {
        long before = tables[n - 1][i];
        tables[n][i] = before >>> 8 ^ tables[0][(int) before & 0xff];
      }
    }
    return tables;
  }

  static long of(byte[] bytes, int from, int to) {
    long crc = -1;
    int at = from;
    for (; to - at >= WORD; at += WORD) {
      crc = word(crc ^ (long) LzOutput.WORD.get(bytes, at));
    }
    for (; at < to; at++) {
      crc = crc >>> 8 ^ TABLES[0][((int) crc ^ bytes[at]) & 0xff];
    }
    return ~crc;
  }

  private static long word(long word) {
    int low = (int) word;
    int high = (int) (word >>> 32);
    return TABLES[7][low & 0xff]
        ^ TABLES[6][low >>> 8 & 0xff]
        ^ TABLES[5][low >>> 16 & 0xff]
        ^ TABLES[4][low >>> 24]
        ^ TABLES[3][high & 0xff]
        ^ TABLES[2][high >>> 8 & 0xff]
        ^ TABLES[1][high >>> 16 & 0xff]
        ^ TABLES[0][high >>> 24];
  }
}
