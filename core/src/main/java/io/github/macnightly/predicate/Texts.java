package io.github.macnightly.predicate;

import java.text.Normalizer;
import java.util.Locale;

/** Comparisons of text that are not plain equality. */
final class Texts {

  private Texts() {}

  /** Makes text equal that the options call equal. Strokes, as in the letter L, are no marks. */
  static String fold(String text, int options) {
    String folded = text;
    if ((options & Options.DIACRITICS) != 0 && !isAscii(folded)) {
      folded = withoutMarks(folded);
    }
    if ((options & Options.CASE) != 0) {
      folded = folded.toLowerCase(Locale.ROOT);
      if (!isAscii(folded)) {
        folded = folded.replace("\u00DF", "ss").replace('\u03C2', '\u03C3');
      }
    }
    return folded;
  }

  private static String withoutMarks(String text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
    StringBuilder bare = new StringBuilder(decomposed.length());
    for (int i = 0; i < decomposed.length(); i++) {
      char c = decomposed.charAt(i);
      if (Character.getType(c) != Character.NON_SPACING_MARK) {
        bare.append(c);
      }
    }
    return Normalizer.normalize(bare, Normalizer.Form.NFC);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }

  /**
   * Matches the whole text against a pattern in which {@code *} is any run and {@code ?} any one
   * character; a backslash takes either one literally. Only the last star is ever tried again, so
   * the work is at most the product of the lengths; it is paid for as it is done.
   */
  static boolean like(String text, String pattern, Budget budget) throws EvaluationException {
    int at = 0;
    int in = 0;
    int star = -1;
    int retry = 0;
    while (at < text.length()) {
      budget.spend(1);
      if (in < pattern.length() && pattern.charAt(in) == '*') {
        star = ++in;
        retry = at;
        continue;
      }
      int step = step(text, at, pattern, in);
      if (step > 0) {
        in += isEscape(pattern, in) ? 2 : 1;
        at += step;
      } else if (star >= 0) {
        in = star;
        at = ++retry;
      } else {
        return false;
      }
    }
    while (in < pattern.length() && pattern.charAt(in) == '*') {
      in++;
    }
    return in == pattern.length();
  }

  /** Returns how many code units of the text the part of the pattern takes; 0 for none. */
  private static int step(String text, int at, String pattern, int in) {
    if (in >= pattern.length()) {
      return 0;
    }
    char wanted = pattern.charAt(in);
    if (wanted == '?') {
      return Character.charCount(text.codePointAt(at));
    }
    if (isEscape(pattern, in)) {
      wanted = pattern.charAt(in + 1);
    }
    return text.charAt(at) == wanted ? 1 : 0;
  }

  /** Tells whether a backslash takes the sign behind it literally. */
  static boolean isEscape(String pattern, int in) {
    return pattern.charAt(in) == '\\'
        && in + 1 < pattern.length()
        && "*?\\".indexOf(pattern.charAt(in + 1)) >= 0;
  }
}
