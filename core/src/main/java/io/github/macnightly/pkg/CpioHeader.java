package io.github.macnightly.pkg;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The header of a cpio entry in one of its two portable forms: odc (76 bytes of octal digits, POSIX
 * 1003.1-1988) and newc (110 bytes of hexadecimal digits, SVR4).
 *
 * @param newc the form; newc pads names and contents to four bytes
 * @param device the device that the inode number belongs to
 * @param mode type and permission bits
 * @param modified seconds since 1970
 * @param nameLength bytes of the name with its NUL
 * @param size bytes of the content
 */
record CpioHeader(
    boolean newc,
    long device,
    long inode,
    int mode,
    int uid,
    int gid,
    long links,
    long modified,
    long nameLength,
    long size) {

  static final int MAGIC = 6;
  static final int ODC = 76;
  static final int NEWC = 110;

  /** Returns the length of the header that starts with these six bytes. */
  static int length(byte[] magic, long at) throws CorruptException, UnsupportedFormatException {
    String text = new String(magic, 0, MAGIC, StandardCharsets.ISO_8859_1);
    return switch (text) {
      case "070707" -> ODC;
      case "070701" -> NEWC;
      case "070702" ->
          throw new UnsupportedFormatException("cpio", at, "newc with sums (070702) is not read");
      default -> throw new CorruptException("cpio", at, "no header starts with " + hex(magic));
    };
  }

  private static String hex(byte[] magic) {
    return HexFormat.of().formatHex(magic, 0, MAGIC);
  }

  static CpioHeader parse(byte[] bytes, long at) throws CorruptException {
    return bytes.length == NEWC ? newc(new Digits(bytes, at)) : odc(new Digits(bytes, at));
  }

  private static CpioHeader odc(Digits d) throws CorruptException {
    return new CpioHeader(
        false,
        d.octal(6, 6),
        d.octal(12, 6),
        (int) d.octal(18, 6),
        (int) d.octal(24, 6),
        (int) d.octal(30, 6),
        d.octal(36, 6),
        d.octal(48, 11),
        d.octal(59, 6),
        d.octal(65, 11));
  }

  private static CpioHeader newc(Digits d) throws CorruptException {
    return new CpioHeader(
        true,
        d.hex(62) << 32 | d.hex(70),
        d.hex(6),
        (int) d.hex(14),
        (int) d.hex(22),
        (int) d.hex(30),
        d.hex(38),
        d.hex(46),
        d.hex(94),
        d.hex(54));
  }

  /** Fields of digits, strictly. */
  private record Digits(byte[] bytes, long at) {

    long octal(int offset, int length) throws CorruptException {
      return number(offset, length, 8);
    }

    long hex(int offset) throws CorruptException {
      return number(offset, 8, 16);
    }

    private long number(int offset, int length, int radix) throws CorruptException {
      long value = 0;
      for (int i = offset; i < offset + length; i++) {
        int digit = Character.digit((char) (bytes[i] & 0xff), radix);
        if (digit < 0 || bytes[i] < 0) {
          throw new CorruptException("cpio", at + i, "byte " + bytes[i] + " is not a digit");
        }
        value = value * radix + digit;
      }
      return value;
    }
  }
}
