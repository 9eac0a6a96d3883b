package io.github.macnightly.predicate;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Comparisons of text that are not plain equality. */
final class Texts {

  /** Characters whose case is changed at once. */
  private static final int PIECE = 512;

  /** What it takes to look at a word that is not long. */
  private static final int LOOK = 500;

  private Texts() {}

  /** Makes text equal that the options call equal. Strokes, as in the letter L, are no marks. */
  static String fold(String text, int options) {
    String folded = text;
    if ((options & Options.DIACRITICS) != 0 && !isAscii(folded)) {
      folded = withoutMarks(folded);
    }
    if ((options & Options.CASE) != 0) {
      // A capital sigma becomes one of two letters, after a look at the word, unless it is gone.
      folded =
          isAscii(folded)
              ? folded.toLowerCase(Locale.ROOT)
              : inPieces(folded.replace('\u03A3', '\u03C3'), each -> each.toLowerCase(Locale.ROOT))
                  .replace("\u00DF", "ss")
                  .replace('\u03C2', '\u03C3');
    }
    return folded;
  }

  /** Does the same and pays for it. */
  static String fold(String text, int options, Budget budget) throws EvaluationException {
    if ((options & (Options.CASE | Options.DIACRITICS)) == 0) {
      return text;
    }
    pay(text, budget);
    return fold(text, options);
  }

  /** Marks in a row are put in order one by one, which takes the square of their number. */
  private static void pay(String text, Budget budget) throws EvaluationException {
    budget.read(text.length());
    if (isAscii(text)) {
      return;
    }
    budget.spend(text.length());
    long row = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean mark = Character.getType(text.charAt(i)) == Character.NON_SPACING_MARK;
      row = mark ? row + 1 : 0;
      budget.read(row);
    }
  }

  /** Returns text in capitals. */
  static String upper(String text, Budget budget) throws EvaluationException {
    pay(text, budget);
    return inPieces(text, each -> each.toUpperCase(Locale.ROOT));
  }

  /** Returns text in small letters; for each capital sigma the word around it is looked at. */
  static String lower(String text, Budget budget) throws EvaluationException {
    pay(text, budget);
    long sigmas = text.chars().filter(c -> c == '\u03A3').count();
    if (sigmas == 0) {
      return inPieces(text, each -> each.toLowerCase(Locale.ROOT));
    }
    budget.spend(sigmas * (LOOK + text.length()));
    return text.toLowerCase(Locale.ROOT);
  }

  /** One character may become several, each time at the cost of a copy of all the text. */
  private static String inPieces(String text, UnaryOperator<String> change) {
    if (text.length() <= PIECE) {
      return change.apply(text);
    }
    StringBuilder all = new StringBuilder(text.length());
    for (int from = 0; from < text.length(); ) {
      int end = Math.min(text.length(), from + PIECE);
      end += end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? 1 : 0;
      all.append(change.apply(text.substring(from, end)));
      from = end;
    }
    return all.toString();
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
