package io.github.macnightly.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** The check behind each block of an xz stream. */
enum XzCheck {
  NONE(0, 0),
  CRC_32(1, 4),
  CRC_64(4, 8),
  SHA_256(10, 32);

  private final int id;
  private final int size;

  XzCheck(int id, int size) {
    this.id = id;
    this.size = size;
  }

  /** Finds a check that we know by its number in the header of the stream. */
  static Optional<XzCheck> of(int id) {
    return Arrays.stream(values()).filter(check -> check.id == id).findAny();
  }

  /** Returns how many bytes it takes. */
  int size() {
    return size;
  }

  /** Returns the check of the bytes between two places as it stands in a file. */
  byte[] over(byte[] bytes, int from, int to) {
    ByteBuffer result = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    switch (this) {
      case CRC_32:
        result.putInt(crc32(bytes, from, to));
        break;
      case CRC_64:
        result.putLong(XzCrc64.of(bytes, from, to));
        break;
      case SHA_256:
        result.put(sha256(bytes, from, to));
        break;
      default:
        break;
    }
    return result.array();
  }

  /** Returns the CRC-32, which guards the headers too. */
  static int crc32(byte[] bytes, int from, int to) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  private static byte[] sha256(byte[] bytes, int from, int to) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, from, to - from);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
