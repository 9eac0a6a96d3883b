package io.github.macnightly.predicate;

import java.time.Instant;
import java.util.function.Predicate;

/** The numbers, dates and texts that lie above some bounds and below others. */
final class Range {

  private final Interval numbers = new Interval();
  private final Interval dates = new Interval();
  private final Interval texts = new Interval();

  /** From a least to a greatest value; null for no bound. */
  private static final class Interval {
    private Object least;
    private Object greatest;
    private boolean withLeast;
    private boolean withGreatest;

    private void above(Object value, boolean closed) throws EvaluationException {
      int order = least == null ? 1 : Values.compare(value, least);
      if (order == 1 || order == 0 && !closed) {
        least = value;
        withLeast = closed;
      }
    }

    private void below(Object value, boolean closed) throws EvaluationException {
      int order = greatest == null ? -1 : Values.compare(value, greatest);
      if (order == -1 || order == 0 && !closed) {
        greatest = value;
        withGreatest = closed;
      }
    }

    /** Tells whether there may be a value; a single one is asked about. */
    private boolean mayHold(Predicate<Object> single) throws EvaluationException {
      if (least == null || greatest == null) {
        return true;
      }
      int order = Values.compare(least, greatest);
      return order == -1 || order == 0 && withLeast && withGreatest && single.test(least);
    }
  }

  /** Narrows to the values of which the operator holds beside a bound. */
  void add(Operator operator, Object bound) throws EvaluationException {
    Interval interval = interval(bound);
    if (interval == null) {
      return;
    }
    boolean closed = operator == Operator.LESS_OR_EQUAL || operator == Operator.GREATER_OR_EQUAL;
    if (operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL) {
      interval.above(bound, closed);
    } else {
      interval.below(bound, closed);
    }
  }

  /** Narrows to the texts that begin with this one. */
  void addPrefix(String prefix) throws EvaluationException {
    int last = prefix.length() - 1;
    if (last >= 0 && prefix.charAt(last) < Character.MAX_VALUE) {
      texts.above(prefix, true);
      texts.below(prefix.substring(0, last) + (char) (prefix.charAt(last) + 1), false);
    }
  }

  /** Bounds of other kinds, and what is no number, bound nothing. */
  private Interval interval(Object bound) {
    if (bound instanceof String) {
      return texts;
    }
    if (bound instanceof Instant) {
      return dates;
    }
    boolean none = bound instanceof Double real && real.isNaN();
    return Values.isNumber(bound) && !none ? numbers : null;
  }

  boolean mayHoldNumber(Predicate<Object> single) throws EvaluationException {
    return numbers.mayHold(single);
  }

  boolean mayHoldDate(Predicate<Object> single) throws EvaluationException {
    return dates.mayHold(single);
  }

  boolean mayHoldText(Predicate<Object> single) throws EvaluationException {
    return texts.mayHold(single);
  }
}
