package io.github.macnightly.pkg;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The header of a cpio entry.
 *
 * @param form how it is written
 * @param device the device that the inode number belongs to
 * @param mode type and permission bits
 * @param modified seconds since 1970
 * @param nameLength bytes of the name with its NUL
 * @param size bytes of the content
 * @param sum of the bytes of the content modulo 2^32, in the form {@code CRC} only
 */
record CpioHeader(
    Form form,
    long device,
    long inode,
    int mode,
    int uid,
    int gid,
    long links,
    long modified,
    long nameLength,
    long size,
    long sum) {

  /** The forms that there are. */
  enum Form {
    /** 76 bytes of octal digits, POSIX 1003.1-1988: what Apple writes. */
    ODC(76, 1),
    /** 110 bytes of hexadecimal digits, SVR4. */
    NEWC(110, 4),
    /** The same with a sum of the content. */
    CRC(110, 4),
    /** 13 words of 16 bits, of the PDP-11, here with the low byte first. */
    LITTLE(26, 2),
    /** The same with the high byte first. */
    BIG(26, 2);

    final int length;

    /** Names and contents are filled up to a multiple of this. */
    final int alignment;

    Form(int length, int alignment) {
      this.length = length;
      this.alignment = alignment;
    }

    /** Says whether only one name of a file with several has its content. */
    boolean dataOnce() {
      return this == NEWC || this == CRC;
    }
  }

  /** The fewest bytes that tell the form. */
  static final int MAGIC = 6;

  private static final short BINARY = 070707;

  /**
   * Returns the form of the header that starts with these bytes.
   *
   * @param at where they stand, for a refusal
   */
  static Form form(byte[] magic, long at) throws CorruptException {
    Form form = formOrNull(magic);
    if (form == null) {
      throw new CorruptException("cpio", at, "no header starts with " + hex(magic));
    }
    return form;
  }

  /** Returns the form, or null when these six bytes start none. */
  static Form formOrNull(byte[] magic) {
    String text = new String(magic, 0, Math.min(MAGIC, magic.length), StandardCharsets.ISO_8859_1);
    return switch (text) {
      case "070707" -> Form.ODC;
      case "070701" -> Form.NEWC;
      case "070702" -> Form.CRC;
      default -> magic.length < MAGIC ? null : binary(magic);
    };
  }

  private static Form binary(byte[] magic) {
    short word = ByteBuffer.wrap(magic).getShort();
    return word == BINARY ? Form.BIG : word == Short.reverseBytes(BINARY) ? Form.LITTLE : null;
  }

  private static String hex(byte[] magic) {
    return HexFormat.of().formatHex(magic, 0, MAGIC);
  }

  static CpioHeader parse(Form form, byte[] bytes, long at) throws CorruptException {
    return switch (form) {
      case ODC -> odc(new Digits(bytes, at));
      case NEWC, CRC -> newc(form, new Digits(bytes, at));
      case LITTLE -> binary(form, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
      case BIG -> binary(form, ByteBuffer.wrap(bytes));
    };
  }

  private static CpioHeader odc(Digits d) throws CorruptException {
    return new CpioHeader(
        Form.ODC,
        d.octal(6, 6),
        d.octal(12, 6),
        (int) d.octal(18, 6),
        (int) d.octal(24, 6),
        (int) d.octal(30, 6),
        d.octal(36, 6),
        d.octal(48, 11),
        d.octal(59, 6),
        d.octal(65, 11),
        0);
  }

  private static CpioHeader newc(Form form, Digits d) throws CorruptException {
    return new CpioHeader(
        form,
        d.hex(62) << 32 | d.hex(70),
        d.hex(6),
        (int) d.hex(14),
        (int) d.hex(22),
        (int) d.hex(30),
        d.hex(38),
        d.hex(46),
        d.hex(94),
        d.hex(54),
        d.hex(102));
  }

  private static CpioHeader binary(Form form, ByteBuffer b) {
    return new CpioHeader(
        form,
        word(b, 2),
        word(b, 4),
        word(b, 6),
        word(b, 8),
        word(b, 10),
        word(b, 12),
        twoWords(b, 16),
        word(b, 20),
        twoWords(b, 22),
        0);
  }

  private static int word(ByteBuffer b, int at) {
    return b.getShort(at) & 0xffff;
  }

  /** The high word comes first whatever the order of the bytes. */
  private static long twoWords(ByteBuffer b, int at) {
    return (long) word(b, at) << 16 | word(b, at + 2);
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
