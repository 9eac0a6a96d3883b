package io.github.macnightly.predicate;

import java.util.Optional;

/**
 * The outcome of a predicate, errors included.
 *
 * @param outcome one of four
 * @param error what went wrong, for the two that are errors
 */
public record Verdict(Outcome outcome, Optional<PredicateException> error) {

  /** Reads a predicate and asks it about facts; never fails. */
  public static Verdict of(String predicate, Facts facts) {
    try {
      return Condition.parse(predicate).verdict(facts);
    } catch (PredicateSyntaxException e) {
      return new Verdict(Outcome.PARSE_ERROR, Optional.of(e));
    }
  }
}
