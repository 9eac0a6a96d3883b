package io.github.macnightly.repository;

/**
 * A line of an index or a list that cannot be used, or not as its writer may think.
 *
 * @param file name of the index or list, as the caller gave it
 * @param line counted from 1; 0 for all of it
 * @param text what is wrong and what is wanted, on one line
 */
public record Problem(String file, int line, String text) {

  /** Returns {@code file:line: text}, without a line when it is 0. */
  @Override
  public String toString() {
    return file + (line == 0 ? "" : ":" + line) + ": " + text;
  }
}
