package io.github.macnightly.repository;

import java.io.Serializable;
import java.util.Comparator;

/**
 * The order in which a person counts versions: runs of digits are numbers of any length, so 1.10
 * comes after 1.9; other text is compared without regard to case. Names that are alike in this
 * sense are told apart by their code points, so the order is total and agrees with equals.
 *
 * <p>Only ASCII digits count as numbers: they are contiguous in Unicode, which keeps the place of a
 * number among other characters fixed and so the order transitive.
 */
public final class NaturalOrder implements Comparator<String>, Serializable {

  private static final long serialVersionUID = 1L;

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
        int endA = endOfDigits(a, i);
        int endB = endOfDigits(b, j);
        int order = compareNumbers(a.substring(i, endA), b.substring(j, endB));
        if (order != 0) {
          return order;
        }
        i = endA;
        j = endB;
      } else {
        int order = Integer.compare(fold(a.codePointAt(i)), fold(b.codePointAt(j)));
        if (order != 0) {
          return order;
        }
        i += Character.charCount(a.codePointAt(i));
        j += Character.charCount(b.codePointAt(j));
      }
    }
    int rest = Boolean.compare(i < a.length(), j < b.length());
    return rest != 0 ? rest : a.compareTo(b);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int fold(int codePoint) {
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }

  private static int endOfDigits(String s, int from) {
    int end = from;
    while (end < s.length() && isDigit(s.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int compareNumbers(String a, String b) {
    String x = withoutLeadingZeros(a);
    String y = withoutLeadingZeros(b);
    int length = Integer.compare(x.length(), y.length());
    return length != 0 ? length : x.compareTo(y);
  }

  private static String withoutLeadingZeros(String digits) {
    int from = 0;
    while (from < digits.length() && digits.charAt(from) == '0') {
      from++;
    }
    return digits.substring(from);
  }
}
