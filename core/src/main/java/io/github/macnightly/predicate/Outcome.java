package io.github.macnightly.predicate;

/** What becomes of a predicate. */
public enum Outcome {
  /** It holds. */
  TRUE("true"),
  /** It does not hold. */
  FALSE("false"),
  /** It is not a predicate. */
  PARSE_ERROR("parse-error"),
  /** It has no answer with these facts. */
  EVAL_ERROR("eval-error");

  private final String text;

  Outcome(String text) {
    this.text = text;
  }

  /** Returns the outcome of a predicate that has an answer. */
  static Outcome of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  /** Returns its name in case files: {@code true}, {@code false}, {@code parse-error} ... */
  public String text() {
    return text;
  }

  /** Tells what Munki makes of it: an error is false, even under NOT. */
  public boolean holds() {
    return this == TRUE;
  }

  /** Tells whether it is an error, which is to be reported. */
  public boolean isError() {
    return this == PARSE_ERROR || this == EVAL_ERROR;
  }
}
