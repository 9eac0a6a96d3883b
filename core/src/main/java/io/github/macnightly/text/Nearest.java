package io.github.macnightly.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody who made a typing error meant. */
public final class Nearest {

  /** Longer words are no slips of the finger, and take long to compare. */
  private static final int LONGEST = 64;

  private static final int MOST_CHANGES = 3;

  private Nearest() {}

  /**
   * Returns the nearest of the known words. Case, underscores, hyphens and spaces do not count; of
   * the rest at most every third character may have to change, and at most three in all.
   */
  public static Optional<String> to(String typed, Collection<String> known) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    String bare = bare(typed);
    int most = Math.min(MOST_CHANGES, bare.length() / 3);
    return known.stream()
        .filter(word -> word.length() <= LONGEST)
        .filter(word -> distance(bare, bare(word)) <= most)
        .min(
            Comparator.<String>comparingInt(word -> distance(bare, bare(word)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * Returns advice to end a message with.
   *
   * @return such as {@code ; did you mean hostname?}; empty when nothing is near, or the word
   *     itself is known
   */
  public static String advice(String typed, Collection<String> known) {
    return to(typed, known)
        .filter(word -> !word.equals(typed))
        .map(word -> "; did you mean " + word + "?")
        .orElse("");
  }

  private static String bare(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[_ -]", "");
  }

  /** Counts the characters to insert, delete or change, and neighbours to exchange. */
  private static int distance(String one, String two) {
    return new Alignment(one, two).distance();
  }

  /** Two words, for the optimal string alignment distance, a form of Damerau's. */
  private record Alignment(String one, String two) {

    int distance() {
      int[][] rows = new int[one.length() + 1][two.length() + 1];
      for (int i = 0; i <= one.length(); i++) {
        for (int j = 0; j <= two.length(); j++) {
          rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, i, j);
        }
      }
      return rows[one.length()][two.length()];
    }

    private int step(int[][] rows, int i, int j) {
      int change = one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1;
      int least = Math.min(rows[i - 1][j], rows[i][j - 1]) + 1;
      least = Math.min(least, rows[i - 1][j - 1] + change);
      return areExchanged(i, j) ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }

    private boolean areExchanged(int i, int j) {
      return i > 1
          && j > 1
          && one.charAt(i - 1) == two.charAt(j - 2)
          && one.charAt(i - 2) == two.charAt(j - 1);
    }
  }
}
