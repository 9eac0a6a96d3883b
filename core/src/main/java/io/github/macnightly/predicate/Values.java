package io.github.macnightly.predicate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What two values have to do with each other. */
final class Values {

  /** The result of comparing with something that is not a number. */
  static final int UNORDERED = 2;

  private static final long EXACT = 1L << 53;
  private static final int MAX_DEPTH = 100;

  private Values() {}

  /** Brings a fact into one of the kinds that are told apart here. */
  static Object normal(Object fact) {
    if (fact == null
        || fact instanceof String
        || fact instanceof Long
        || fact instanceof Boolean
        || fact instanceof Double
        || fact instanceof List) {
      return fact;
    }
    if (fact instanceof Integer || fact instanceof Short || fact instanceof Byte) {
      return ((Number) fact).longValue();
    }
    if (fact instanceof Float) {
      return ((Number) fact).doubleValue();
    }
    if (fact instanceof BigInteger whole) {
      return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : new BigDecimal(whole);
    }
    if (fact instanceof Date date) {
      return Instant.ofEpochMilli(date.getTime());
    }
    if (fact instanceof Collection<?> collection) {
      return new ArrayList<>(collection);
    }
    return fact instanceof Object[] array ? Arrays.asList(array) : fact;
  }

  static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  /** Names the kind of a value in a sentence. */
  static String kind(Object value) {
    if (value == null) {
      return "nil";
    }
    if (value instanceof String) {
      return "text";
    }
    if (isNumber(value)) {
      return "a number";
    }
    if (value instanceof Instant) {
      return "a date";
    }
    if (value instanceof List) {
      return "a list";
    }
    return value instanceof Map || value instanceof Facts ? "a dictionary" : "data";
  }

  /** Tells whether two values are the same; values of different kinds never are. */
  static boolean equal(Object one, Object two, Budget budget) throws EvaluationException {
    return equal(normal(one), normal(two), budget, 0);
  }

  private static boolean equal(Object one, Object two, Budget budget, int depth)
      throws EvaluationException {
    budget.spend(1);
    if (one == two) {
      return true;
    }
    if (one == null || two == null) {
      return false;
    }
    if (one instanceof String text) {
      return two instanceof String other && equalTexts(text, other, budget);
    }
    if (isNumber(one)) {
      return isNumber(two) && compareNumbers(one, two) == 0;
    }
    if (depth > MAX_DEPTH) {
      throw new EvaluationException("lists within lists, more than " + MAX_DEPTH + " deep");
    }
    if (one instanceof List<?> list) {
      return two instanceof List<?> other && equalLists(list, other, budget, depth + 1);
    }
    if (one instanceof Map<?, ?> map) {
      return two instanceof Map<?, ?> other && equalMaps(map, other, budget, depth + 1);
    }
    if (one instanceof byte[] bytes) {
      budget.read(bytes.length >> 2);
      return two instanceof byte[] other && Arrays.equals(bytes, other);
    }
    return one.equals(two);
  }

  /** Texts of different lengths are told apart at once. */
  private static boolean equalTexts(String one, String two, Budget budget)
      throws EvaluationException {
    budget.read(one.length() == two.length() ? one.length() >> 2 : 0);
    return one.equals(two);
  }

  private static boolean equalLists(List<?> one, List<?> two, Budget budget, int depth)
      throws EvaluationException {
    Iterator<?> first = one.iterator();
    Iterator<?> second = two.iterator();
    while (first.hasNext() && second.hasNext()) {
      if (!equal(normal(first.next()), normal(second.next()), budget, depth)) {
        return false;
      }
    }
    return first.hasNext() == second.hasNext();
  }

  private static boolean equalMaps(Map<?, ?> one, Map<?, ?> two, Budget budget, int depth)
      throws EvaluationException {
    if (one.size() != two.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : one.entrySet()) {
      Object other = entry.getKey() == null ? null : two.get(entry.getKey());
      if (other == null || !equal(normal(entry.getValue()), normal(other), budget, depth)) {
        return false;
      }
    }
    return true;
  }

  /** Orders two values of one kind and pays for it; the others are refused. */
  static int compare(Object one, Object two, Budget budget) throws EvaluationException {
    if (one instanceof String text && two instanceof String other) {
      budget.read(Math.min(text.length(), other.length()));
    }
    return compare(one, two);
  }

  /** Orders two values of one kind; the others are refused. */
  static int compare(Object one, Object two) throws EvaluationException {
    if (one instanceof String text && two instanceof String other) {
      return Integer.signum(text.compareTo(other));
    }
    if (isNumber(one) && isNumber(two)) {
      return compareNumbers(one, two);
    }
    if (one instanceof Instant instant && two instanceof Instant other) {
      return Integer.signum(instant.compareTo(other));
    }
    throw new EvaluationException("cannot order " + kind(one) + " and " + kind(two));
  }

  /** Orders two numbers by their exact values; true and false are 1 and 0. */
  static int compareNumbers(Object one, Object two) {
    Object first = one instanceof Boolean ? (Object) whole(one) : one;
    Object second = two instanceof Boolean ? (Object) whole(two) : two;
    if (first instanceof Long a && second instanceof Long b) {
      return Long.compare(a, b);
    }
    double a = ((Number) first).doubleValue();
    double b = ((Number) second).doubleValue();
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return UNORDERED;
    }
    boolean exact = isExact(first) && isExact(second) || isInfinite(first) || isInfinite(second);
    if (exact || a != b) {
      return a < b ? -1 : a > b ? 1 : 0;
    }
    return decimal(first).compareTo(decimal(second));
  }

  private static boolean isExact(Object number) {
    return number instanceof Double
        || number instanceof Long whole && whole <= EXACT && whole >= -EXACT;
  }

  private static boolean isInfinite(Object number) {
    return number instanceof Double real && real.isInfinite();
  }

  private static BigDecimal decimal(Object number) {
    if (number instanceof Long whole) {
      return BigDecimal.valueOf(whole);
    }
    return number instanceof BigDecimal decimal ? decimal : new BigDecimal((Double) number);
  }

  /** Returns a number without what is behind its point. */
  static long whole(Object number) {
    return number instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) number).longValue();
  }

  /** Returns a number as one with a point. */
  static double real(Object number) {
    return number instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) number).doubleValue();
  }
}
