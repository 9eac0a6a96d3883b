package io.github.macnightly.install;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.util.Collection;

/** Refusals that several kinds of item share. */
final class Refusals {

  private static final int MAX_NAMES = 20;

  private Refusals() {}

  /** An item without anything to install in it. */
  static FormatException nothing(String item, Collection<String> seen) {
    String list =
        seen.isEmpty()
            ? "it is empty"
            : "it holds " + String.join(", ", seen.stream().limit(MAX_NAMES).toList());
    String more = seen.size() > MAX_NAMES ? " and " + (seen.size() - MAX_NAMES) + " more" : "";
    return new UnsupportedFormatException(
        "item", -1, item + " has no .app, .pkg or .mpkg at its top level; " + list + more);
  }
}
