package io.github.macnightly.text;

/**
 * Parts of texts that others wrote, as they can stand in a message of one line: short, and without
 * control characters. Lengths are in Java characters; no character is cut in two.
 */
public final class Excerpt {

  /** Characters that are shown where nothing else is said; a line of a terminal has about half. */
  private static final int SHOWN = 160;

  private Excerpt() {}

  /** Returns a text of at most 160 characters, with {@code ...} where more follows. */
  public static String of(String text) {
    return of(text, SHOWN);
  }

  /** Returns the start of a text, with {@code ...} where more follows. */
  public static String of(String text, int length) {
    boolean longer = text.length() > length;
    int end = longer && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    String start = longer ? text.substring(0, end) + "..." : text;
    return start.replaceAll("[\\t\\n\\r]+", " ").replaceAll("\\p{Cntrl}", "?");
  }

  /** Returns the start of the last line that is not blank; empty when there is none. */
  public static String lastLine(String text, int length) {
    String stripped = text.stripTrailing();
    int line = Math.max(stripped.lastIndexOf('\n'), stripped.lastIndexOf('\r'));
    return of(stripped.substring(line + 1).strip(), length);
  }

  /** Returns the end of a text as it is, with its lines and control characters. */
  public static String end(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int from = text.length() - length;
    return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
  }
}
