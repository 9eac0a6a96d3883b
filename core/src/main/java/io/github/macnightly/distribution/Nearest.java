package io.github.macnightly.distribution;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that somebody probably meant. */
final class Nearest {

  private static final int MAX_LENGTH = 100;
  private static final int MAX_NAMES = 1000;

  private Nearest() {}

  /** Returns the nearest of some names, "" when none is near. */
  static String of(String name, Collection<String> names) {
    String best = "";
    int least = Math.max(2, Math.min(name.length(), MAX_LENGTH) / 3) + 1;
    for (String other : names.stream().limit(MAX_NAMES).toList()) {
      int distance = distance(lower(name), lower(other));
      if (distance < least) {
        least = distance;
        best = other;
      }
    }
    return best;
  }

  private static String lower(String text) {
    return text.substring(0, Math.min(MAX_LENGTH, text.length())).toLowerCase(Locale.ROOT);
  }

  /** The least number of characters to insert, delete or replace (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
