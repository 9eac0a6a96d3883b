package io.github.macnightly.predicate;

/** The letters in brackets behind an operator, as a set of bits. */
final class Options {

  /** Upper and lower case are the same. */
  static final int CASE = 1;

  /** Letters with and without marks are the same. */
  static final int DIACRITICS = 2;

  /** The text is compared as it is. That is always so here. */
  static final int NORMALIZED = 4;

  /** Asks for the order of the user's language; the order here is that of the code units. */
  static final int LOCALE = 8;

  private static final String LETTERS = "cdnl";

  private Options() {}

  /** Returns the bit of a letter in either case, or 0 when the letter means nothing. */
  static int bit(char letter) {
    int at = LETTERS.indexOf(letter | 0x20);
    return at < 0 || letter > 'z' ? 0 : 1 << at;
  }

  /** Returns the options in brackets; nothing when there are none. */
  static String text(int options) {
    if (options == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < LETTERS.length(); i++) {
      if ((options & 1 << i) != 0) {
        text.append(LETTERS.charAt(i));
      }
    }
    return text.append(']').toString();
  }
}
