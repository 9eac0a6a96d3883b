package io.github.macnightly.manifests;

import io.github.macnightly.predicate.Severity;

/**
 * Something to look at in a file that holds conditions.
 *
 * @param file the file
 * @param line counted from 1; 0 where lines mean nothing, as in a property list
 * @param keyPath where in a manifest, such as {@code conditional_items[0].condition}; else empty
 * @param position the character of the predicate that it is about, from 1; 0 for no particular one
 * @param severity how bad it is
 * @param rule a short name of the kind of finding, such as {@code unknown-key}
 * @param message what is wrong and what to do
 */
public record FileFinding(
    String file,
    int line,
    String keyPath,
    int position,
    Severity severity,
    String rule,
    String message) {

  /** Returns file, line and key path, separated by colons. */
  public String where() {
    return file
        + (line == 0 ? "" : ":" + line)
        + (keyPath.isEmpty() ? "" : ": " + keyPath)
        + (position == 0 ? "" : ": character " + position);
  }
}
