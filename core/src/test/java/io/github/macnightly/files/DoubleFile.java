package io.github.macnightly.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * An AppleDouble file read by the letter: the header of RFC 1740, and what macOS puts into its
 * entry 9 ({@code struct attr_header} and {@code struct attr_entry} of the kernel's vfs_xattr.c),
 * with the checks that the kernel makes.
 */
public record DoubleFile(byte[] finderInfo, byte[] resourceFork, Map<String, byte[]> attributes) {

  /** Returns whether a file starts as AppleDouble does. */
  public static boolean is(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return bytes.length >= 26 && ByteBuffer.wrap(bytes).getLong(0) == 0x0005160700020000L;
  }

  /** Reads a file, and fails when the kernel of macOS would not take it. */
  public static DoubleFile read(Path file) throws IOException {
    ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(file));
    require(b.getInt(0) == 0x00051607, "magic number");
    require(b.getInt(4) == 0x00020000, "version");
    require(b.getShort(24) == 2, "number of entries");
    require(b.getInt(26) == 9, "first entry is the Finder information");
    require(b.getInt(38) == 2, "second entry is the resource fork");
    int finderAt = b.getInt(30);
    int finderLength = b.getInt(34);
    int forkAt = b.getInt(42);
    int forkLength = b.getInt(46);
    require(finderAt == 50 && finderLength >= 32, "place of the Finder information");
    require(forkAt == finderAt + finderLength, "fork follows the Finder information");
    require(forkAt + forkLength == b.capacity(), "fork ends with the file");
    return new DoubleFile(
        slice(b, finderAt, 32), slice(b, forkAt, forkLength), attributes(b, finderLength, forkAt));
  }

  private static Map<String, byte[]> attributes(ByteBuffer b, int finderLength, int forkAt)
      throws IOException {
    Map<String, byte[]> attributes = new TreeMap<>();
    if (finderLength == 32) {
      return attributes;
    }
    require(b.getInt(84) == 0x41545452, "ATTR");
    int total = b.getInt(92);
    int dataStart = b.getInt(96);
    int dataLength = b.getInt(100);
    require(total == forkAt, "total size");
    require(dataStart + dataLength == total && dataStart <= 65536, "data");
    int at = 120;
    for (int i = 0; i < b.getShort(118); i++) {
      int valueAt = b.getInt(at);
      int valueLength = b.getInt(at + 4);
      int nameLength = b.get(at + 10) & 0xff;
      require(at % 4 == 0 && nameLength >= 2 && nameLength <= 128, "entry " + i);
      require(b.get(at + 11 + nameLength - 1) == 0, "zero behind the name " + i);
      require(valueAt >= dataStart && valueAt + valueLength <= total, "value " + i);
      String name = new String(slice(b, at + 11, nameLength - 1), StandardCharsets.UTF_8);
      attributes.put(name, slice(b, valueAt, valueLength));
      at += (11 + nameLength + 3) / 4 * 4;
    }
    require(at == dataStart, "table ends where values start");
    return attributes;
  }

  private static byte[] slice(ByteBuffer b, int at, int length) {
    return Arrays.copyOfRange(b.array(), at, at + length);
  }

  private static void require(boolean right, String what) throws IOException {
    if (!right) {
      throw new IOException("AppleDouble: " + what);
    }
  }
}
