package io.github.macnightly.predicate;

import java.util.Optional;

/**
 * A comparison and the answer that it is to give, in the spelling in which the fewest operators are
 * left: {@code !=} is the opposite of {@code ==}, NONE that of ANY, and a fixed value stands on the
 * right.
 */
record Atom(Clause.Comparison comparison, boolean answer) {

  static Atom of(Clause.Comparison written, boolean answer) {
    Clause.Relation relation = written.relation();
    boolean one = relation.quantifier() == Quantifier.ONE;
    Clause.Comparison comparison = written;
    Operator mirrored = mirrored(relation.operator());
    if (one && mirrored != null && Fixed.isFixed(written.left())) {
      relation = new Clause.Relation(Quantifier.ONE, mirrored, relation.options());
      comparison = of(written.right(), relation, written.left());
    }
    if (relation.quantifier() == Quantifier.NONE) {
      relation = new Clause.Relation(Quantifier.ANY, relation.operator(), relation.options());
      return new Atom(of(comparison.left(), relation, comparison.right()), !answer);
    }
    if (one && relation.operator() == Operator.NOT_EQUAL) {
      relation = new Clause.Relation(Quantifier.ONE, Operator.EQUAL, relation.options());
      return new Atom(of(comparison.left(), relation, comparison.right()), !answer);
    }
    return new Atom(comparison, answer);
  }

  private static Clause.Comparison of(Expression left, Clause.Relation relation, Expression right) {
    return new Clause.Comparison(left, relation, right, Place.NONE);
  }

  /** Returns the operator that says the same when the sides change places; null for none. */
  private static Operator mirrored(Operator operator) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> operator;
      case LESS -> Operator.GREATER;
      case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      case GREATER -> Operator.LESS;
      case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      case IN -> Operator.CONTAINS;
      case CONTAINS -> Operator.IN;
      default -> null;
    };
  }

  /** Tells whether it answers the same each time, which the clock and chance do not. */
  boolean isStable() {
    boolean[] stable = {true};
    Trees.walk(
        comparison,
        part ->
            stable[0] &=
                !(part instanceof Expression.Call call
                    && (call.function() == Function.NOW || call.function() == Function.RANDOM)));
    return stable[0];
  }

  /** Tells whether only its left side depends on facts. */
  boolean isAboutOneValue() {
    return Fixed.isFixed(comparison.right()) && !Fixed.isFixed(comparison.left());
  }

  Expression subject() {
    return comparison.left();
  }

  Operator operator() {
    return comparison.relation().operator();
  }

  Quantifier quantifier() {
    return comparison.relation().quantifier();
  }

  /** Returns the options that change an answer. */
  int options() {
    return comparison.relation().options() & (Options.CASE | Options.DIACRITICS);
  }

  /** Works out the value on the right. */
  Object value(Fixed fixed) throws EvaluationException {
    return fixed.value(comparison.right());
  }

  /** Tells whether a value of the subject gives the answer that is wanted. */
  boolean allows(Object value, Fixed fixed) {
    Clause asked =
        of(new Expression.Literal(value, Place.NONE), comparison.relation(), comparison.right());
    return fixed.answer(asked).equals(Optional.of(answer));
  }
}
