package io.github.macnightly.cli.command.conditions;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.predicate.Outcome;
import io.github.macnightly.predicate.PredicateException;
import io.github.macnightly.predicate.PredicateSyntaxException;
import io.github.macnightly.text.Excerpt;
import java.util.Optional;

/**
 * Why a predicate has no answer, as a result.
 *
 * @param message what is wrong
 * @param position the first character that it is about, from 1; 0 when it is not at one place
 */
public record Refusal(String message, int position) {

  static Optional<Refusal> of(Optional<PredicateException> error) {
    return error.map(e -> new Refusal(Excerpt.of(e.getMessage()), Math.max(0, e.start() + 1)));
  }

  /** Tells where a text stops being a predicate, with a caret below the place. */
  static ExitStatus tell(Console console, PredicateSyntaxException e) {
    console.complain("not a predicate: " + Excerpt.of(e.getMessage()));
    e.caret().lines().forEach(console::complain);
    return ExitStatus.DAMAGED;
  }

  static ExitStatus status(Outcome outcome) {
    return switch (outcome) {
      case TRUE -> ExitStatus.OK;
      case PARSE_ERROR -> ExitStatus.DAMAGED;
      default -> ExitStatus.SOME_FAILED;
    };
  }
}
