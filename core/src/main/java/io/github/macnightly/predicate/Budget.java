package io.github.macnightly.predicate;

/** The work that one evaluation may still do. */
final class Budget {

  private long steps;
  private long patternSteps;

  Budget(Settings settings) {
    this.steps = settings.steps();
    this.patternSteps = settings.patternSteps();
  }

  /** Pays for work. */
  void spend(long work) throws EvaluationException {
    steps -= work;
    if (steps < 0) {
      throw new EvaluationException("more work than is allowed for one predicate");
    }
  }

  /** Pays for looking at this many characters once; sixteen are a step. */
  void read(long characters) throws EvaluationException {
    spend(characters >> 4);
  }

  /** Returns how much work is left. */
  long left() {
    return Math.max(0, steps);
  }

  /** Returns what is left for regular expressions, in characters looked at. */
  long patternSteps() {
    return patternSteps;
  }

  /** Sets what is left for regular expressions. */
  void patternSteps(long left) {
    patternSteps = left;
  }
}
