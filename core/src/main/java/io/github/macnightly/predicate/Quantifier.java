package io.github.macnightly.predicate;

/** Which elements of the left side a comparison is about. */
enum Quantifier {
  /** The left side itself. */
  ONE,
  /** At least one element; {@code SOME} is the same word. */
  ANY,
  /** Every element; true of an empty collection. */
  ALL,
  /** No element. */
  NONE
}
