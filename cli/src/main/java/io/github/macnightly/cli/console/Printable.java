package io.github.macnightly.cli.console;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Text of unknown origin made fit for one line of a terminal. Names come from disk images and from
 * servers: a line break in one would forge a line, an escape sequence would command the terminal.
 */
final class Printable {

  private Printable() {}

  /**
   * Returns {@code text} with control characters, and the marks that turn the direction of writing,
   * shown as a backslash, a u and their number in hexadecimal.
   */
  static String of(String text) {
    if (text.chars().noneMatch(Printable::hidden)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.chars().forEach(c -> append(shown, c));
    return shown.toString();
  }

  /** Returns a time in UTC, to the second. */
  static String of(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void append(StringBuilder shown, int c) {
    if (hidden(c)) {
      shown.append(String.format("\\u%04x", c));
    } else {
      shown.append((char) c);
    }
  }

  /**
   * Also true for the marks that turn the direction of writing, which can make a name look like
   * another.
   */
  private static boolean hidden(int c) {
    return Character.isISOControl(c)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x2028
        || c == 0x2029;
  }
}
