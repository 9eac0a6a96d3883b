package io.github.macnightly.predicate;

/** A predicate that has no answer. */
public abstract sealed class PredicateException extends Exception
    permits PredicateSyntaxException, EvaluationException {

  private static final long serialVersionUID = 1L;

  private final int start;
  private final int end;

  PredicateException(String message, int start, int end) {
    super(message, null, false, false);
    this.start = start;
    this.end = end;
  }

  /** Returns the first character that the trouble is about, from 0; negative when unknown. */
  public final int start() {
    return start;
  }

  /** Returns the character behind the last one that the trouble is about. */
  public final int end() {
    return end;
  }
}
