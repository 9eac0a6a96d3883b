package io.github.macnightly.predicate;

import java.util.Map;
import java.util.Optional;

/**
 * What is the same on every computer. Each clause gets as much work as when it is asked for in
 * earnest, but all that one lint works out shares a few times that.
 */
final class Fixed {

  private static final int TIMES = 4;

  private final Patterns patterns = new Patterns();
  private long steps = TIMES * Settings.DEFAULT.steps();
  private long patternSteps = TIMES * Settings.DEFAULT.patternSteps();

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
  Optional<Boolean> answer(Clause clause) {
    try {
      return Optional.of(work(evaluator -> evaluator.test(clause)));
    } catch (EvaluationException e) {
      return Optional.empty();
    }
  }

  /** Returns why a value that depends on nothing cannot be worked out; empty when it can. */
  Optional<String> trouble(Expression expression) {
    try {
      value(expression);
      return Optional.empty();
    } catch (EvaluationException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Works out a value that depends on nothing. */
  Object value(Expression expression) throws EvaluationException {
    return work(evaluator -> evaluator.value(expression));
  }

  /** Tells whether the work was too much, so that what was answered last is not to be believed. */
  boolean isSpent() {
    return steps <= 0 || patternSteps <= 0;
  }

  /** Something that an evaluator is asked for. */
  private interface Work<T> {
    T by(Evaluator evaluator) throws EvaluationException;
  }

  private <T> T work(Work<T> work) throws EvaluationException {
    Settings usual = Settings.DEFAULT;
    long before = Math.min(steps, usual.steps());
    long patternsBefore = Math.min(patternSteps, usual.patternSteps());
    Settings settings = new Settings(usual.clock(), usual.random(), before, patternsBefore);
    Budget budget = new Budget(settings);
    try {
      return work.by(new Evaluator(Facts.of(Map.of()), settings, patterns, budget));
    } finally {
      steps -= before - budget.left();
      patternSteps -= patternsBefore - budget.patternSteps();
    }
  }
}
