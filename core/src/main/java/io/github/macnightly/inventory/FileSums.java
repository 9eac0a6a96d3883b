package io.github.macnightly.inventory;

import io.github.macnightly.bom.Cksum;
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

  private FileSums() {}

  static String sha256(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    eachPart(file, digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Returns the sum of POSIX {@code cksum}, unsigned. */
  static long cksum(Path file) throws IOException {
    Cksum sum = new Cksum();
    eachPart(file, sum::update);
    return sum.value();
  }

  /** Takes bytes of a buffer. */
  private interface Taker {
    void take(byte[] bytes, int offset, int length);
  }

  private static void eachPart(Path file, Taker taker) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        taker.take(buffer, 0, n);
      }
    }
  }
}
