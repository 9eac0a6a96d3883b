package io.github.macnightly.facts;

/**
 * Something that was met while a fact was found out.
 *
 * @param key the fact
 * @param message which source, what happened and what the fact is now, in one line
 */
public record FactProblem(String key, String message) {

  /** Returns the line that a reader sees. */
  public String line() {
    return key + ": " + message;
  }
}
