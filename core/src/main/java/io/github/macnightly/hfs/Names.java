package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;

/** The two spellings of a name: as stored, and as a Unix system shows it. */
final class Names {

  private static final char NUL_PICTURE = '\u2400';

  private Names() {}

  /**
   * Refuses a name that no file can bear. Halves of surrogate pairs are no concern: decoding has
   * put U+FFFD for them.
   */
  static void require(String stored) throws CorruptException {
    if (stored.isEmpty() || stored.equals(".") || stored.equals("..")) {
      throw new CorruptException(HfsVolume.FORMAT, -1, "a file has the name '" + stored + "'");
    }
  }

  /** Returns the name as shown. */
  static String shown(String stored) {
    return stored.replace('/', ':').replace('\0', NUL_PICTURE);
  }

  /** Returns the name as stored. */
  static String stored(String shown) {
    return shown.replace(':', '/').replace(NUL_PICTURE, '\0');
  }
}
