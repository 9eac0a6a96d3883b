package io.github.macnightly.install;

import java.math.BigInteger;

/** Orders versions of bundles as the installer does: number by number, absent ones count as 0. */
final class VersionOrder {

  private static final int MAX_LENGTH = 200;

  private VersionOrder() {}

  /** Returns a negative number, 0 or a positive one as {@code a} is lower, equal or higher. */
  static int compare(String a, String b) {
    String[] left = numbers(a);
    String[] right = numbers(b);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order = number(left, i).compareTo(number(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static String[] numbers(String version) {
    String text = version.strip();
    return text.substring(0, Math.min(MAX_LENGTH, text.length())).split("\\.", -1);
  }

  /** What follows the leading digits, such as "b2", is not compared. */
  private static BigInteger number(String[] parts, int index) {
    String digits = index < parts.length ? parts[index].replaceFirst("[^0-9].*$", "") : "";
    return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
  }
}
