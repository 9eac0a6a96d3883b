package io.github.macnightly.predicate;

/** A part of a predicate: a clause is true or false, an expression has a value. */
sealed interface Node permits Clause, Expression {

  /** Returns where it stands in the text. */
  Place place();
}
