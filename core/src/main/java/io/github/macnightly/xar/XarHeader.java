package io.github.macnightly.xar;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The start of a xar archive; all integers are big-endian.
 *
 * @param size bytes before the compressed table of contents, at least 28
 * @param packed bytes of the compressed table of contents
 * @param plain bytes of the table of contents
 * @param algorithm normal name of the checksum over the compressed table, or {@code none}
 */
record XarHeader(int size, long packed, long plain, String algorithm) {

  private static final int MAGIC = 0x78617221; // "xar!"
  private static final int MIN_SIZE = 28;
  private static final int MAX_SIZE = 4096;
  private static final long MAX_TOC = 64 << 20;

  static XarHeader read(Source file) throws IOException {
    if (file.size() < 4 || file.read(0, 4).getInt() != MAGIC) {
      throw new NotThisFormatException("xar", 0, "the first 4 bytes are not \"xar!\"");
    }
    if (file.size() < MIN_SIZE) {
      throw new CorruptException("xar", -1, "file is " + file.size() + " bytes, header needs 28");
    }
    ByteBuffer b = file.read(0, MIN_SIZE);
    int size = b.getShort(4) & 0xffff;
    if (size < MIN_SIZE || size > MAX_SIZE) {
      throw new CorruptException("xar", 4, "header size is " + size + ", wanted 28 to 4096");
    }
    if (b.getShort(6) != 1) {
      throw new UnsupportedFormatException(
          "xar", 6, "version " + (b.getShort(6) & 0xffff) + " is not read");
    }
    long packed = length(b, 8);
    file.requireInside("xar", size, packed);
    return new XarHeader(size, packed, length(b, 16), algorithm(file, size, b.getInt(24)));
  }

  private static long length(ByteBuffer b, int at) throws LimitExceededException {
    long length = b.getLong(at);
    if (length < 0 || length > MAX_TOC) {
      String size = Long.toUnsignedString(length);
      throw new LimitExceededException("xar", at, "table of contents of " + size, MAX_TOC);
    }
    return length;
  }

  /** Algorithm 3 is SHA-256 in Apple's short header, "a name follows" in the longer one. */
  private static String algorithm(Source file, int size, int code) throws IOException {
    return switch (code) {
      case 0 -> "none";
      case 1 -> "sha1";
      case 2 -> "md5";
      case 3 -> size == MIN_SIZE ? "sha256" : named(file, size);
      case 4 -> "sha512";
      default ->
          throw new UnsupportedFormatException(
              "xar", 24, "checksum algorithm " + code + " is not read");
    };
  }

  private static String named(Source file, int size) throws IOException {
    byte[] bytes = file.read(MIN_SIZE, size - MIN_SIZE).array();
    String name = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = name.indexOf('\0');
    String algorithm = Checksum.normal(end < 0 ? name : name.substring(0, end));
    return algorithm.isEmpty() ? "sha256" : algorithm;
  }

  long heap() {
    return size + packed;
  }
}
