package io.github.macnightly.predicate;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Answers the question between two values. */
final class Comparisons {

  private final Budget budget;
  private final Patterns patterns;

  Comparisons(Budget budget, Patterns patterns) {
    this.budget = budget;
    this.patterns = patterns;
  }

  /** Answers for the left side itself. */
  boolean holds(Object left, Operator operator, int options, Object right)
      throws EvaluationException {
    return switch (operator) {
      case EQUAL, UTI_EQUALS -> equal(left, right, options);
      case NOT_EQUAL -> !equal(left, right, options);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          ordered(left, operator, options, right);
      case BETWEEN -> between(left, right, options);
      case IN -> contains(right, left, options, operator);
      case CONTAINS -> contains(left, right, options, operator);
      case BEGINSWITH, ENDSWITH, LIKE, MATCHES -> text(left, operator, options, right);
    };
  }

  private boolean equal(Object left, Object right, int options) throws EvaluationException {
    if (options != 0 && left instanceof String one && right instanceof String two) {
      return folded(one, options).equals(folded(two, options));
    }
    return Values.equal(left, right, budget);
  }

  private boolean ordered(Object left, Operator operator, int options, Object right)
      throws EvaluationException {
    boolean orEqual = operator == Operator.LESS_OR_EQUAL || operator == Operator.GREATER_OR_EQUAL;
    if (left == null || right == null) {
      return left == right && orEqual;
    }
    int order = order(left, right, options);
    if (order == Values.UNORDERED) {
      return false;
    }
    boolean less = operator == Operator.LESS || operator == Operator.LESS_OR_EQUAL;
    return order == 0 ? orEqual : less == order < 0;
  }

  private int order(Object left, Object right, int options) throws EvaluationException {
    if (options != 0 && left instanceof String one && right instanceof String two) {
      return Values.compare(folded(one, options), folded(two, options), budget);
    }
    return Values.compare(left, right, budget);
  }

  private String folded(String text, int options) throws EvaluationException {
    return Texts.fold(text, options, budget);
  }

  private boolean between(Object value, Object bounds, int options) throws EvaluationException {
    if (!(bounds instanceof List<?> list) || list.size() != 2) {
      throw new EvaluationException(
          "BETWEEN needs a list of two values, got "
              + (bounds instanceof List<?> other ? other.size() + " values" : Values.kind(bounds)));
    }
    boolean above = ordered(value, Operator.GREATER_OR_EQUAL, options, Values.normal(list.get(0)));
    boolean below = ordered(value, Operator.LESS_OR_EQUAL, options, Values.normal(list.get(1)));
    return above && below;
  }

  private boolean contains(Object container, Object element, int options, Operator operator)
      throws EvaluationException {
    if (container == null || element == null) {
      return false;
    }
    if (container instanceof String text) {
      if (!(element instanceof String part)) {
        throw new EvaluationException("cannot look for " + Values.kind(element) + " in text");
      }
      String needle = folded(part, options);
      return !needle.isEmpty() && Search.contains(folded(text, options), needle, budget);
    }
    for (Object candidate : elements(container, operator)) {
      if (Values.equal(candidate, element, budget)) {
        return true;
      }
    }
    return false;
  }

  private Collection<?> elements(Object container, Operator operator) throws EvaluationException {
    if (container instanceof List<?> list) {
      return list;
    }
    if (container instanceof Map<?, ?> map) {
      return map.values();
    }
    if (container instanceof Facts facts) {
      budget.spend(facts.all().size());
      return facts.all().values();
    }
    throw new EvaluationException(
        operator.text() + " needs a list or text to look in, got " + Values.kind(container));
  }

  private boolean text(Object left, Operator operator, int options, Object right)
      throws EvaluationException {
    if (left == null || right == null) {
      return false;
    }
    if (!(left instanceof String text) || !(right instanceof String pattern)) {
      Object wrong = left instanceof String ? right : left;
      throw new EvaluationException(operator.text() + " needs text, got " + Values.kind(wrong));
    }
    if (operator == Operator.MATCHES) {
      int marks = options & Options.DIACRITICS;
      budget.read(text.length() + pattern.length());
      return patterns.matches(folded(text, marks), folded(pattern, marks), options, budget);
    }
    String one = folded(text, options);
    String two = folded(pattern, options);
    return switch (operator) {
      case BEGINSWITH -> mayHold(one, two) && one.startsWith(two);
      case ENDSWITH -> mayHold(one, two) && one.endsWith(two);
      default -> Texts.like(one, two, budget);
    };
  }

  /** Tells whether one text can begin or end with another at all; pays for finding out. */
  private boolean mayHold(String text, String part) throws EvaluationException {
    budget.read(part.length());
    return !part.isEmpty() && part.length() <= text.length();
  }
}
