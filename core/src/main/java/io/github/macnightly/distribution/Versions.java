package io.github.macnightly.distribution;

import java.math.BigInteger;

/** Orders versions as the installer does: number by number, absent numbers count as 0. */
final class Versions {

  /** Longer ones are no versions; the rest of the text is not compared. */
  private static final int MAX_LENGTH = 200;

  private Versions() {}

  /** Returns -1, 0 or 1 as {@code a} is lower than, equal to or higher than {@code b}. */
  static int compare(String a, String b) {
    String[] left = parts(a);
    String[] right = parts(b);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order = comparePart(i < left.length ? left[i] : "", i < right.length ? right[i] : "");
      if (order != 0) {
        return Integer.signum(order);
      }
    }
    return 0;
  }

  private static String[] parts(String version) {
    String text = version.strip();
    return text.substring(0, Math.min(MAX_LENGTH, text.length())).split("\\.", -1);
  }

  /** The leading digits decide; what follows them, such as "b2", only breaks a tie. */
  private static int comparePart(String a, String b) {
    int order = number(a).compareTo(number(b));
    return order != 0 ? order : rest(a).compareTo(rest(b));
  }

  private static int digits(String part) {
    int i = 0;
    while (i < part.length() && part.charAt(i) >= '0' && part.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private static BigInteger number(String part) {
    int end = digits(part);
    return end == 0 ? BigInteger.ZERO : new BigInteger(part.substring(0, end));
  }

  private static String rest(String part) {
    return part.substring(digits(part));
  }

  /** Returns a number of a dotted version, counted from 0, capped at 9999; 0 when it is absent. */
  static int component(String version, int index) {
    String[] all = parts(version);
    return index < all.length ? number(all[index]).min(BigInteger.valueOf(9999)).intValue() : 0;
  }
}
