package io.github.macnightly.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts bytes and takes their MD5 and SHA-256 in one pass. */
final class Digests {

  static final int BUFFER = 64 << 10;

  private final MessageDigest md5 = digest("MD5");
  private final MessageDigest sha256 = digest("SHA-256");
  private long size;

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + name, e);
    }
  }

  void update(byte[] bytes, int length) {
    md5.update(bytes, 0, length);
    sha256.update(bytes, 0, length);
    size += length;
  }

  void update(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      update(buffer, n);
    }
  }

  void reset() {
    md5.reset();
    sha256.reset();
    size = 0;
  }

  long size() {
    return size;
  }

  /** Returns the sums up to here; more may follow. */
  Sums sums() {
    try {
      HexFormat hex = HexFormat.of();
      MessageDigest m = (MessageDigest) md5.clone();
      MessageDigest s = (MessageDigest) sha256.clone();
      return new Sums(size, hex.formatHex(m.digest()), hex.formatHex(s.digest()));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the digests of the JDK can be copied", e);
    }
  }
}
