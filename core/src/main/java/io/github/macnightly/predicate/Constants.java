package io.github.macnightly.predicate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds clauses that say the same of every computer although they look at facts. */
final class Constants {

  private Constants() {}

  /** Returns what a clause always says; empty when that depends. */
  static Optional<Boolean> of(Clause clause) {
    if (clause instanceof Clause.Constant constant) {
      return Optional.of(constant.value());
    }
    if (clause instanceof Clause.Not not) {
      return of(not.term()).map(holds -> !holds);
    }
    if (clause instanceof Clause.And and) {
      return compound(and.terms(), false);
    }
    return clause instanceof Clause.Or or
        ? compound(or.terms(), true)
        : Fixed.isFixed(clause) ? Fixed.answer(clause) : Optional.empty();
  }

  /** Works out what terms say together when one with the answer {@code ending} settles them. */
  private static Optional<Boolean> compound(List<Clause> terms, boolean ending) {
    boolean all = true;
    for (Clause term : terms) {
      Optional<Boolean> answer = of(term);
      if (answer.isPresent() && answer.get() == ending) {
        return answer;
      }
      all &= answer.isPresent();
    }
    if (all) {
      return Optional.of(!ending);
    }
    return excludeEachOther(terms, ending) || !ending && isEmptyRange(terms)
        ? Optional.of(ending)
        : Optional.empty();
  }

  /**
   * {@code x == 1 AND x == 2}, {@code x != 1 OR x != 2}, {@code t AND NOT t}, {@code t OR NOT t}.
   */
  private static boolean excludeEachOther(List<Clause> terms, boolean ending) {
    Operator operator = ending ? Operator.NOT_EQUAL : Operator.EQUAL;
    List<Clause.Comparison> seen = new ArrayList<>();
    for (Clause term : terms.subList(0, Math.min(terms.size(), 200))) {
      if (term instanceof Clause.Not not && terms.contains(not.term())) {
        return true;
      }
      if (isPlain(term, operator)) {
        Clause.Comparison one = (Clause.Comparison) term;
        for (Clause.Comparison other : seen) {
          if (one.left().equals(other.left()) && differ(one.right(), other.right())) {
            return true;
          }
        }
        seen.add(one);
      }
    }
    return false;
  }

  private static boolean isPlain(Clause clause, Operator operator) {
    return clause instanceof Clause.Comparison comparison
        && comparison.relation().equals(new Clause.Relation(Quantifier.ONE, operator, 0))
        && comparison.right() instanceof Expression.Literal;
  }

  private static boolean differ(Expression one, Expression two) {
    Clause equal =
        new Clause.Comparison(
            one, new Clause.Relation(Quantifier.ONE, Operator.EQUAL, 0), two, Place.NONE);
    return Fixed.answer(equal).equals(Optional.of(false));
  }

  /** {@code n > 5 AND n < 3}. */
  private static boolean isEmptyRange(List<Clause> terms) {
    for (Clause lower : terms.subList(0, Math.min(terms.size(), 200))) {
      if (bound(lower, true) == null) {
        continue;
      }
      for (Clause upper : terms.subList(0, Math.min(terms.size(), 200))) {
        if (bound(upper, false) != null && areApart(lower, upper)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean areApart(Clause lower, Clause upper) {
    Clause.Comparison low = (Clause.Comparison) lower;
    Clause.Comparison high = (Clause.Comparison) upper;
    int order = Values.compareNumbers(bound(lower, true), bound(upper, false));
    boolean closed =
        low.relation().operator() != Operator.GREATER
            && high.relation().operator() != Operator.LESS;
    return low.left().equals(high.left()) && (order == 1 || order == 0 && !closed);
  }

  private static Object bound(Clause clause, boolean lower) {
    if (!(clause instanceof Clause.Comparison comparison)
        || comparison.relation().quantifier() != Quantifier.ONE
        || !(comparison.right() instanceof Expression.Literal literal)
        || !(literal.value() instanceof Number)) {
      return null;
    }
    Operator operator = comparison.relation().operator();
    boolean fits =
        operator == Operator.EQUAL
            || (lower
                ? operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL
                : operator == Operator.LESS || operator == Operator.LESS_OR_EQUAL);
    return fits ? literal.value() : null;
  }
}
