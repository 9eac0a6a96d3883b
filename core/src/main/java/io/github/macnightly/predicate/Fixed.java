package io.github.macnightly.predicate;

import java.util.Map;
import java.util.Optional;

/** What is the same on every computer. */
final class Fixed {

  private Fixed() {}

  /** Tells whether nothing in it depends on facts, variables, the clock or chance. */
  static boolean isFixed(Node node) {
    boolean[] fixed = {true};
    Trees.walk(
        node,
        part -> {
          boolean fact = part instanceof Expression.KeyPath path && path.base() == null;
          boolean call =
              part instanceof Expression.Call made
                  && (made.function() == Function.NOW || made.function() == Function.RANDOM);
          boolean outside = part instanceof Expression.Self || part instanceof Expression.Variable;
          fixed[0] &= !fact && !call && !outside;
        });
    return fixed[0];
  }

  /** Tells what a clause says without any facts; empty when it has no answer. */
  static Optional<Boolean> answer(Clause clause) {
    try {
      return Optional.of(evaluator().test(clause));
    } catch (EvaluationException e) {
      return Optional.empty();
    }
  }

  /** Returns why a value that depends on nothing cannot be worked out; empty when it can. */
  static Optional<String> trouble(Expression expression) {
    try {
      value(expression);
      return Optional.empty();
    } catch (EvaluationException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Works out a value that depends on nothing. */
  static Object value(Expression expression) throws EvaluationException {
    return evaluator().value(expression);
  }

  private static Evaluator evaluator() {
    return new Evaluator(Facts.of(Map.of()), Settings.DEFAULT, new Patterns());
  }
}
