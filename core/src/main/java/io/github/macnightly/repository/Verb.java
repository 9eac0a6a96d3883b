package io.github.macnightly.repository;

import java.util.Locale;
import java.util.Optional;

/** What a line of a list wants done. */
public enum Verb {
  /** Install the item unless the same file is installed. */
  INSTALL,
  /** Take away what the item brought. */
  REMOVE,
  /** Install the item only where some version of it is installed. */
  UPDATE;

  /** Returns the verb with this name, in any case. */
  public static Optional<Verb> of(String word) {
    for (Verb verb : values()) {
      if (verb.name().equalsIgnoreCase(word)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }

  /** Returns the verb that a mistyped word was meant to be: their first letters tell them apart. */
  static Optional<Verb> near(String word) {
    for (Verb verb : values()) {
      boolean alike = Math.abs(word.length() - verb.name().length()) <= 2;
      if (alike && !word.isEmpty() && verb.name().charAt(0) == (word.charAt(0) & ~0x20)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }

  /** Returns the word as lists spell it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
