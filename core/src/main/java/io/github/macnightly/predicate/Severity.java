package io.github.macnightly.predicate;

/** How bad a finding is. */
public enum Severity {
  /** The predicate is refused, has no answer, or has the same answer on every computer. */
  ERROR,
  /** It most likely does not ask what its author wanted to know. */
  WARNING,
  /** Worth knowing. */
  NOTE
}
