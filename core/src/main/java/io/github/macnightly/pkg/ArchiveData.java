package io.github.macnightly.pkg;

import io.github.macnightly.io.CorruptException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The data of an Apple Archive entry, compared at its end with the strongest hash that it has. */
final class ArchiveData extends InputStream {

  private static final Map<String, String> HASHES =
      Map.of("SH1", "SHA-1", "SH2", "SHA-256", "SH3", "SHA-384", "SH5", "SHA-512");

  private final InputStream in;
  private final ArchiveHeader header;
  private final long size;
  private final String key;
  private final MessageDigest digest;
  private long left;

  ArchiveData(InputStream in, long size, ArchiveHeader header) {
    this.in = in;
    this.header = header;
    this.size = size;
    left = size;
    key = HASHES.keySet().stream().filter(header::has).max(String::compareTo).orElse("");
    digest = size == 0 ? null : digest(key);
  }

  private static MessageDigest digest(String key) {
    try {
      return key.isEmpty() ? null : MessageDigest.getInstance(HASHES.get(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  long size() {
    return size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int count = in.read(bytes, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw ArchiveHeader.corrupt(
          -1, "archive ends " + left + " bytes before the end of '" + header.text("PAT") + "'");
    }
    left -= count;
    if (digest != null) {
      digest.update(bytes, offset, count);
      verify();
    }
    return count;
  }

  private void verify() throws CorruptException {
    if (left > 0) {
      return;
    }
    String got = HexFormat.of().formatHex(digest.digest());
    if (!got.equals(header.text(key))) {
      throw ArchiveHeader.corrupt(
          -1,
          "'"
              + header.text("PAT")
              + "' has "
              + HASHES.get(key)
              + " "
              + got
              + ", wanted "
              + header.text(key));
    }
  }
}
