package io.github.macnightly.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the key that somebody who made a typing error meant. */
final class Nearest {

  private Nearest() {}

  /** Returns the key, unless more than half of its letters would have to be changed. */
  static Optional<Key> to(String typed) {
    String upper = typed.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(Key.values())
        .min(Comparator.comparingInt(key -> distance(upper, key.name())))
        .filter(key -> distance(upper, key.name()) <= key.name().length() / 2);
  }

  /** Counts the letters to insert, delete or change (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
