package io.github.macnightly.inventory;

import io.github.macnightly.io.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Sums over files on disk; a link is refused, not followed. */
final class FileSums {

  private static final int BUFFER = 1 << 17;
  private static final int POLYNOMIAL = 0x04C11DB7;
  private static final int[] TABLE = table();

  private FileSums() {}

  static String sha256(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Returns the CRC of POSIX {@code cksum}, unsigned: not reflected, begun with 0, over the content
   * and then the bytes of its length, lowest first, as many as it needs; inverted at the end.
   */
  static long cksum(Path file) throws IOException {
    int crc = 0;
    long length = 0;
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        length += n;
        for (int i = 0; i < n; i++) {
          crc = next(crc, buffer[i]);
        }
      }
    }
    for (long rest = length; rest != 0; rest >>>= 8) {
      crc = next(crc, (byte) rest);
    }
    return ~crc & 0xffffffffL;
  }

  private static int next(int crc, byte b) {
    return crc << 8 ^ TABLE[(crc >>> 24 ^ b) & 0xff];
  }

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ (crc < 0 ? POLYNOMIAL : 0);
      }
      table[i] = crc;
    }
    return table;
  }
}
