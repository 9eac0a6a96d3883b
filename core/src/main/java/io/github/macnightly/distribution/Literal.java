package io.github.macnightly.distribution;

import java.util.Locale;
import java.util.Optional;

/** The answers that need no script. */
final class Literal {

  private Literal() {}

  /** Returns the answer, empty when a text is an expression or nothing at all. */
  static Optional<Boolean> of(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> Optional.of(true);
      case "false", "no", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Returns the answer of an attribute that is never an expression. */
  static boolean of(String text, boolean otherwise) {
    return of(text).orElse(otherwise);
  }
}
