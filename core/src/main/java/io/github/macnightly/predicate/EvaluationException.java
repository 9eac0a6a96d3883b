package io.github.macnightly.predicate;

/**
 * A predicate that was read but cannot be answered with these facts: text ordered against a number,
 * a bad regular expression, an index behind the end, or more work than is allowed.
 */
public final class EvaluationException extends PredicateException {

  private static final long serialVersionUID = 1L;

  EvaluationException(String message) {
    super(message, -1, -1);
  }

  private EvaluationException(String message, Place place) {
    super(message, place.start(), place.end());
  }

  /** Returns the same with a place, unless it has one already. */
  EvaluationException at(Place place) {
    return start() >= 0 ? this : new EvaluationException(getMessage(), place);
  }
}
