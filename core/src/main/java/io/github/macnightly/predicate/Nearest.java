package io.github.macnightly.predicate;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the key that somebody who made a typing error meant. */
final class Nearest {

  private static final int LONGEST = 64;

  private Nearest() {}

  /** Returns the nearest key, unless more than a third of its letters would have to change. */
  static Optional<String> to(String typed, Collection<String> keys) {
    String bare = bare(typed);
    return bare.length() > LONGEST
        ? Optional.empty()
        : keys.stream()
            .filter(key -> key.length() <= LONGEST)
            .filter(key -> distance(bare, bare(key)) <= Math.min(3, bare.length() / 3))
            .min(
                Comparator.<String>comparingInt(key -> distance(bare, bare(key)))
                    .thenComparing(Comparator.naturalOrder()));
  }

  private static String bare(String key) {
    return key.toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** Counts the letters to insert, delete or change (Levenshtein). */
  private static int distance(String one, String two) {
    int[] row = new int[two.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= two.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[two.length()];
  }
}
