package io.github.macnightly.pkg;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a file {@code ._NAME}: AppleDouble version 2 as in RFC 1740. Its header lists parts by
 * number: 2 is the resource fork, 9 the 32 bytes of the Finder. Behind those macOS keeps extended
 * attributes: {@code ATTR}, a table, and the values, whose offsets count from the start of the
 * file.
 */
final class AppleDouble {

  private static final byte[] MAGIC = {0, 5, 0x16, 7};
  private static final int COUNT_AT = 24;
  private static final int MAX_PARTS = 64;
  private static final int FORK = 2;
  private static final int FINDER = 9;
  private static final int FINDER_LENGTH = 32;
  private static final int ATTR_OFFSET = 34;
  private static final int ATTR = 0x41545452;
  private static final int ATTR_HEADER = 36;
  private static final int MAX_ATTRIBUTES = 4096;

  private static final int BLANK_LENGTH = 286;
  private static final int BLANK_AT = 16;
  private static final ByteBuffer BLANK =
      ByteBuffer.wrap(
              "This resource fork intentionally left blank".getBytes(StandardCharsets.US_ASCII))
          .asReadOnlyBuffer();

  private AppleDouble() {}

  /** How many bytes {@link #isMagic} wants. */
  static int magicLength() {
    return MAGIC.length;
  }

  static boolean isMagic(byte[] start) {
    return Arrays.equals(start, MAGIC);
  }

  /**
   * Reads what it tells.
   *
   * @return empty when it is damaged, and so perhaps a file that only starts alike
   */
  static Optional<PayloadExtras> read(byte[] bytes) {
    try {
      ByteBuffer b = ByteBuffer.wrap(bytes);
      int parts = b.getShort(COUNT_AT) & 0xffff;
      if (parts > MAX_PARTS) {
        return Optional.empty();
      }
      Map<String, byte[]> attributes = new TreeMap<>();
      byte[] fork = new byte[0];
      for (int i = 0; i < parts; i++) {
        int at = COUNT_AT + 2 + 12 * i;
        ByteBuffer part = slice(b, b.getInt(at + 4), b.getInt(at + 8));
        switch (b.getInt(at)) {
          case FORK -> fork = isBlank(part) ? fork : bytes(part);
          case FINDER -> finder(b, b.getInt(at + 4), part, attributes);
          default -> {} // names, dates and comments of other systems
        }
      }
      return Optional.of(new PayloadExtras(0, Map.copyOf(attributes), fork));
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  /** macOS writes a fork that says so where there is none. */
  private static boolean isBlank(ByteBuffer fork) {
    boolean sized = fork.limit() == BLANK_LENGTH;
    return sized && fork.slice(BLANK_AT, BLANK.remaining()).equals(BLANK);
  }

  private static ByteBuffer slice(ByteBuffer b, int offset, int length) {
    return b.slice(offset, length);
  }

  private static byte[] bytes(ByteBuffer part) {
    byte[] copy = new byte[part.remaining()];
    part.get(copy);
    return copy;
  }

  private static void finder(ByteBuffer b, int start, ByteBuffer part, Map<String, byte[]> into) {
    byte[] finder = new byte[FINDER_LENGTH];
    part.get(0, finder);
    if (!Arrays.equals(finder, new byte[FINDER_LENGTH])) {
      into.put(PayloadExtras.FINDER_INFO, finder);
    }
    int attr = start + ATTR_OFFSET;
    boolean has = part.limit() >= ATTR_OFFSET + ATTR_HEADER && b.getInt(attr) == ATTR;
    if (has) {
      attributes(b, attr, into);
    }
  }

  /** An entry: offset, length, flags, length of the name, the name with its NUL, filled to 4. */
  private static void attributes(ByteBuffer b, int attr, Map<String, byte[]> into) {
    int count = b.getShort(attr + ATTR_HEADER - 2) & 0xffff;
    if (count > MAX_ATTRIBUTES) {
      throw new IndexOutOfBoundsException("attributes");
    }
    int at = attr + ATTR_HEADER;
    long total = 0;
    for (int i = 0; i < count; i++) {
      int length = b.get(at + 10) & 0xff;
      total += b.getInt(at + 4);
      if (total > b.limit()) {
        throw new IndexOutOfBoundsException("values overlap");
      }
      byte[] name = bytes(slice(b, at + 11, Math.max(0, length - 1)));
      byte[] value = bytes(slice(b, b.getInt(at), b.getInt(at + 4)));
      into.put(new String(name, StandardCharsets.UTF_8), value);
      at += 11 + length + 3 & ~3;
    }
  }
}
