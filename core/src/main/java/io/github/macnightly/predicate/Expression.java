package io.github.macnightly.predicate;

import java.util.List;

/** A part of a predicate that has a value. */
sealed interface Expression extends Node {

  /** A value that was written out: String, Long, Double, Boolean, or null for {@code nil}. */
  record Literal(Object value, Place place) implements Expression {}

  /** A list in braces. */
  record Aggregate(List<Expression> elements, Place place) implements Expression {}

  /** The facts as a whole. */
  record Self(Place place) implements Expression {}

  /** A name with a dollar sign; only {@code SUBQUERY} binds one. */
  record Variable(String name, Place place) implements Expression {}

  /** Keys looked up one after the other, in {@code base} or, where that is null, in the facts. */
  record KeyPath(Expression base, List<String> keys, Place place) implements Expression {}

  /** One element; {@code index} is null unless {@code kind} is {@code AT}. */
  record Index(Expression base, IndexKind kind, Expression index, Place place)
      implements Expression {}

  /** A minus sign or, with {@code bits}, a tilde. */
  record Negation(Expression operand, boolean bits, Place place) implements Expression {}

  /** Two numbers and what is done with them. */
  record Binary(Arithmetic operator, Expression left, Expression right, Place place)
      implements Expression {}

  /** A built-in function. */
  record Call(Function function, List<Expression> arguments, Place place) implements Expression {}

  /** A change of class. */
  record Cast(Expression operand, Expression type, Place place) implements Expression {}

  /** The elements of {@code collection} for which {@code filter} holds. */
  record Subquery(Expression collection, String variable, Clause filter, Place place)
      implements Expression {}

  /** One of two values; the other one is not computed. */
  record Ternary(Clause test, Expression yes, Expression no, Place place) implements Expression {}

  /** Which element an {@link Index} means. */
  enum IndexKind {
    AT,
    FIRST,
    LAST,
    SIZE
  }
}
