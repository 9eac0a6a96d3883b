package io.github.macnightly.pkg;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The header of an Apple Archive entry: four bytes of magic, u16 length of the whole, then fields
 * of three letters and one for the type. All integers are little-endian. Types: {@code 1248} an
 * integer of so many bytes; {@code P} text with a u16 length; {@code ABC} a blob, whose bytes
 * follow behind the header, with a length of 2, 4, 8 bytes; {@code S} seconds, {@code T} with
 * nanoseconds; {@code FGHIJ} hashes; {@code *} a flag.
 */
record ArchiveHeader(Map<String, ArchiveField> fields) {

  static final int START = 6;

  /** Key of the bytes of a file. */
  static final String DATA = "DAT";

  private static final int FIELD = 4;
  private static final int MAX_FIELDS = 256;

  /**
   * Reads the fields.
   *
   * @param b from behind the length to the end of the header
   * @param at where it starts, for a refusal
   */
  static ArchiveHeader read(ByteBuffer b, long at)
      throws CorruptException, UnsupportedFormatException {
    b.order(ByteOrder.LITTLE_ENDIAN);
    Map<String, ArchiveField> fields = new LinkedHashMap<>();
    while (b.hasRemaining()) {
      need(b, FIELD, at);
      byte[] name = new byte[FIELD];
      b.get(name);
      String key = new String(name, 0, FIELD - 1, StandardCharsets.ISO_8859_1);
      ArchiveField field = field(key, (char) name[FIELD - 1], b, at);
      if (fields.put(key, field) != null || fields.size() > MAX_FIELDS) {
        throw corrupt(at, "field " + key + " occurs twice, or there are too many fields");
      }
    }
    return new ArchiveHeader(fields);
  }

  private static ArchiveField field(String key, char type, ByteBuffer b, long at)
      throws CorruptException, UnsupportedFormatException {
    need(b, length(type, key, at), at);
    return switch (type) {
      case '*' -> ArchiveField.number(key, 1);
      case '1' -> ArchiveField.number(key, b.get() & 0xff);
      case '2' -> ArchiveField.number(key, b.getShort() & 0xffff);
      case '4' -> ArchiveField.number(key, b.getInt() & 0xffffffffL);
      case '8' -> ArchiveField.number(key, b.getLong());
      case 'A' -> ArchiveField.blob(key, b.getShort() & 0xffff);
      case 'B' -> ArchiveField.blob(key, b.getInt() & 0xffffffffL);
      case 'C' -> ArchiveField.blob(key, b.getLong());
      case 'S' -> ArchiveField.time(key, b.getLong(), 0);
      case 'T' -> ArchiveField.time(key, b.getLong(), b.getInt());
      case 'P' -> ArchiveField.text(key, text(b, b.getShort() & 0xffff, at));
      default -> {
        byte[] hash = new byte[length(type, key, at)];
        b.get(hash);
        yield ArchiveField.hash(key, hash);
      }
    };
  }

  /** Returns how many bytes of a field stand in the header, without the characters of a text. */
  private static int length(char type, String key, long at) throws UnsupportedFormatException {
    return switch (type) {
      case '*' -> 0;
      case '1' -> 1;
      case '2', 'A', 'P' -> 2;
      case '4', 'B', 'F' -> 4;
      case '8', 'C', 'S' -> 8;
      case 'T' -> 12;
      case 'G' -> 20;
      case 'H' -> 32;
      case 'I' -> 48;
      case 'J' -> 64;
      default ->
          throw new UnsupportedFormatException(
              "Apple Archive",
              at,
              PackagePaths.line("field " + key + " of the type '" + type + "' is not known"));
    };
  }

  private static String text(ByteBuffer b, int length, long at) throws CorruptException {
    need(b, length, at);
    ByteBuffer bytes = b.slice(b.position(), length);
    b.position(b.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw corrupt(at, "a text is not UTF-8");
    }
  }

  private static void need(ByteBuffer b, int length, long at) throws CorruptException {
    if (b.remaining() < length) {
      throw corrupt(at, "header ends in a field");
    }
  }

  static CorruptException corrupt(long at, String detail) {
    return new CorruptException("Apple Archive", at, PackagePaths.line(detail));
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  /** Returns a number, or what stands for it when it is absent. */
  long number(String key, long absent) {
    ArchiveField field = fields.get(key);
    return field == null ? absent : field.number();
  }

  String text(String key) {
    ArchiveField field = fields.get(key);
    return field == null ? "" : field.text();
  }
}
