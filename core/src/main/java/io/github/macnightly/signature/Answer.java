package io.github.macnightly.signature;

/** What was found out about one fact. */
public enum Answer {
  /** It is so. */
  YES,
  /** It is not so, or could not be shown; the reason says which. */
  NO,
  /** There is nothing to ask about: no signature, no ticket. */
  ABSENT
}
