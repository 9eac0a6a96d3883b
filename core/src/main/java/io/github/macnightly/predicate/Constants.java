package io.github.macnightly.predicate;

import java.util.List;
import java.util.Optional;

/** Finds clauses that say the same of every computer although they look at facts. */
final class Constants {

  private final Fixed fixed;
  private final Satisfiability proofs;

  Constants(Fixed fixed) {
    this.fixed = fixed;
    this.proofs = new Satisfiability(fixed);
  }

  /** What a clause says whatever the facts. */
  enum Answer {
    TRUE("always-true", "is always true, whatever the facts"),
    TRUE_OR_NONE("always-true", "is always true where it has an answer, whatever the facts"),
    FALSE("always-false", "is always false, whatever the facts"),
    FALSE_OR_NONE("always-false", "never holds, whatever the facts: is false or has no answer");

    private final String rule;
    private final String words;

    Answer(String rule, String words) {
      this.rule = rule;
      this.words = words;
    }

    String rule() {
      return rule;
    }

    String words() {
      return words;
    }
  }

  /** Returns what a clause always says; empty when that depends, or is not seen. */
  Optional<Answer> of(Clause clause) {
    if (proofs.isNever(clause, true)) {
      return Optional.of(answers(clause) ? Answer.FALSE : Answer.FALSE_OR_NONE);
    }
    if (proofs.isNever(clause, false)) {
      return Optional.of(answers(clause) ? Answer.TRUE : Answer.TRUE_OR_NONE);
    }
    return Optional.empty();
  }

  /** Tells whether a clause has an answer for certain: equality never fails. */
  private boolean answers(Clause clause) {
    if (clause instanceof Clause.Comparison comparison) {
      if (Fixed.isFixed(comparison)) {
        return fixed.answer(comparison).isPresent();
      }
      Clause.Relation relation = comparison.relation();
      boolean equality =
          relation.operator() == Operator.EQUAL || relation.operator() == Operator.NOT_EQUAL;
      boolean plain = isKey(comparison.left()) && isWritten(comparison.right());
      return relation.quantifier() == Quantifier.ONE
          && (equality && (plain || isWritten(comparison.left()) && isKey(comparison.right()))
              || relation.operator() == Operator.IN
                  && plain
                  && comparison.right() instanceof Expression.Aggregate);
    }
    return Trees.parts(clause).stream().allMatch(part -> answers((Clause) part));
  }

  private static boolean isKey(Expression expression) {
    return expression instanceof Expression.KeyPath path
        && path.base() == null
        && path.keys().size() == 1
        && path.keys().get(0).charAt(0) != '@';
  }

  private static boolean isWritten(Expression expression) {
    return expression instanceof Expression.Literal
        || expression instanceof Expression.Aggregate list
            && list.elements().stream().allMatch(Expression.Literal.class::isInstance);
  }

  /** Tells whether clauses can never hold together. */
  boolean excludeEachOther(List<Clause> clauses) {
    return proofs.isNever(clauses);
  }
}
