package io.github.macnightly.predicate;

/** Finds text in text in a time that grows with their lengths, not with their product. */
final class Search {

  /** Comparisons of characters that are not worth a table. */
  private static final long FEW = 1024;

  private Search() {}

  /** Tells whether a text that is not empty stands in another one, and pays for looking. */
  static boolean contains(String text, String part, Budget budget) throws EvaluationException {
    budget.read((long) text.length() + part.length());
    if (part.length() > text.length()) {
      return false;
    }
    if ((long) text.length() * part.length() <= FEW || part.length() == 1) {
      return text.contains(part);
    }
    // Most searches never need the table: the start of the part does not even occur.
    int from = text.indexOf(part.charAt(0));
    if (from < 0) {
      return false;
    }
    budget.read(3L * (text.length() + part.length()));
    return contains(text, from, part);
  }

  /** The algorithm of Knuth, Morris and Pratt. */
  private static boolean contains(String text, int from, String part) {
    int[] borders = borders(part);
    int known = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      while (known > 0 && part.charAt(known) != c) {
        known = borders[known - 1];
      }
      known += part.charAt(known) == c ? 1 : 0;
      if (known == part.length()) {
        return true;
      }
    }
    return false;
  }

  /** For each start of the part: the longest shorter start that it also ends with. */
  private static int[] borders(String part) {
    int[] borders = new int[part.length()];
    int length = 0;
    for (int i = 1; i < borders.length; i++) {
      while (length > 0 && part.charAt(length) != part.charAt(i)) {
        length = borders[length - 1];
      }
      length += part.charAt(length) == part.charAt(i) ? 1 : 0;
      borders[i] = length;
    }
    return borders;
  }
}
