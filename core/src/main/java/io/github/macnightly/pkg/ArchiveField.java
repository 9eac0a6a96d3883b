package io.github.macnightly.pkg;

import java.util.HexFormat;

/**
 * A field of an Apple Archive header.
 *
 * @param key three letters
 * @param number the value, or the bytes of a blob, or the seconds of a time
 * @param nanos of a time
 * @param text of a string, or the hexadecimal digits of a hash
 * @param blob whether bytes follow behind the header
 */
record ArchiveField(String key, long number, int nanos, String text, boolean blob) {

  static ArchiveField number(String key, long number) {
    return new ArchiveField(key, number, 0, "", false);
  }

  static ArchiveField blob(String key, long size) {
    return new ArchiveField(key, size, 0, "", true);
  }

  static ArchiveField text(String key, String text) {
    return new ArchiveField(key, 0, 0, text, false);
  }

  static ArchiveField time(String key, long seconds, int nanos) {
    return new ArchiveField(key, seconds, nanos, "", false);
  }

  static ArchiveField hash(String key, byte[] hash) {
    return text(key, HexFormat.of().formatHex(hash));
  }
}
