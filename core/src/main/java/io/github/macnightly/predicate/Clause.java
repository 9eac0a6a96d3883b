package io.github.macnightly.predicate;

import java.util.List;

/** A part of a predicate that is true or false. */
sealed interface Clause extends Node {

  /** All terms, tried from left to right up to the first false one; two or more. */
  record And(List<Clause> terms, Place place) implements Clause {}

  /** Any term, tried from left to right up to the first true one; two or more. */
  record Or(List<Clause> terms, Place place) implements Clause {}

  /** The opposite. */
  record Not(Clause term, Place place) implements Clause {}

  /** {@code TRUEPREDICATE} or {@code FALSEPREDICATE}. */
  record Constant(boolean value, Place place) implements Clause {}

  /** Two values and what is asked of them. */
  record Comparison(Expression left, Relation relation, Expression right, Place place)
      implements Clause {}

  /**
   * What a comparison asks.
   *
   * @param quantifier over which elements of the left side; {@code ONE} for the left side itself
   * @param operator the question
   * @param options the letters in brackets behind the operator, see {@link Options}
   */
  record Relation(Quantifier quantifier, Operator operator, int options) {}
}
