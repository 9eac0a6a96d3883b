package io.github.macnightly.predicate;

/** Text that is not a predicate. */
public final class PredicateSyntaxException extends PredicateException {

  private static final long serialVersionUID = 1L;

  /** Characters shown on each side of the trouble when its line is long. */
  private static final int AROUND = 50;

  /** Characters shown on each side in the middle of a message. */
  private static final int NEAR = 24;

  private final String expected;
  private final String line;
  private final int column;

  /**
   * Makes the refusal.
   *
   * @param text the whole text
   * @param place where it stops being a predicate
   * @param got what is there
   * @param expected what could be there, with advice
   */
  PredicateSyntaxException(String text, Place place, String got, String expected) {
    super(
        "character " + (place.start() + 1) + ": got " + got + ", expected " + expected,
        place.start(),
        place.end());
    this.expected = expected;
    int at = Math.min(place.start(), text.length());
    int from = Math.max(lineStart(text, at), at - AROUND);
    int to = Math.min(lineEnd(text, at), at + AROUND);
    this.line = text.substring(from, to).replaceAll("\\p{Cntrl}", " ");
    this.column = at - from;
  }

  private static int lineStart(String text, int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  private static int lineEnd(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  /** Returns what could have stood there, with advice. */
  public String expected() {
    return expected;
  }

  /** Returns the text around the trouble in one line, for where a caret has no place. */
  public String around() {
    int from = Math.max(0, column - NEAR);
    int to = Math.min(line.length(), column + NEAR);
    return (from > 0 ? "..." : "")
        + line.substring(from, Math.min(column, line.length()))
        + " <-- here "
        + line.substring(Math.min(column, line.length()), Math.max(to, from))
        + (to < line.length() ? "..." : "");
  }

  /** Returns the line of the text around the trouble and, below it, a caret under the trouble. */
  public String caret() {
    return line + "\n" + " ".repeat(column) + "^";
  }
}
