package io.github.macnightly.hfs;

import java.text.Normalizer;

/**
 * The spelling in which macOS stores a name: canonically decomposed, by a table that was fixed with
 * Unicode 3.2 and leaves alone what older systems could not take back.
 *
 * <p>Decompositions never change once they are given, so the table of today's Unicode has every
 * entry of that one; what it has beyond is listed here. Letters outside of the Basic Multilingual
 * Plane were never decomposed: the kernel looks at UTF-16 units one by one.
 */
final class Decomposition {

  /** First and last of the units that stay as they are though Unicode decomposes them. */
  private static final char[][] KEPT = {
    {0x1B00, 0x1B7F}, // Balinese, of Unicode 5
    {0x2000, 0x2FFF}, // punctuation, symbols, Angstrom and Ohm
    {0xD800, 0xDFFF}, // halves of pairs
    {0xF900, 0xFAFF}, // compatibility ideographs
  };

  private Decomposition() {}

  /** Returns a name, with slashes as stored, as macOS would store it. */
  static String of(String name) {
    StringBuilder all = new StringBuilder(name.length() + 16);
    int start = 0;
    for (int i = 0; i < name.length(); i++) {
      if (isKept(name.charAt(i))) {
        append(all, name, start, i);
        all.append(name.charAt(i));
        start = i + 1;
      }
    }
    append(all, name, start, name.length());
    return all.toString();
  }

  /** What is kept begins a new letter, so marks are never put into order across it. */
  private static void append(StringBuilder all, String name, int start, int end) {
    all.append(Normalizer.normalize(name.substring(start, end), Normalizer.Form.NFD));
  }

  private static boolean isKept(char unit) {
    for (char[] range : KEPT) {
      if (unit >= range[0] && unit <= range[1]) {
        return Character.isSurrogate(unit)
            || !Normalizer.isNormalized(String.valueOf(unit), Normalizer.Form.NFD);
      }
    }
    return false;
  }
}
