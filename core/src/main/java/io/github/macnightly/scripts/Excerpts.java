package io.github.macnightly.scripts;

/** Parts of what a script says that are short enough for a report. */
final class Excerpts {

  private Excerpts() {}

  /** Returns the end of a text, from the begin of a character. */
  static String end(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int from = text.length() - length;
    return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
  }

  /** Returns the last line that is not blank, without control characters; may be empty. */
  static String lastLine(String text, int length) {
    String stripped = text.stripTrailing();
    int line = Math.max(stripped.lastIndexOf('\n'), stripped.lastIndexOf('\r'));
    return line(stripped.substring(line + 1), length);
  }

  /** Returns the start of a line, without control characters. */
  static String line(String text, int length) {
    String clean = text.strip();
    boolean longer = clean.length() > length;
    int end = longer ? length : clean.length();
    if (longer && Character.isHighSurrogate(clean.charAt(end - 1))) {
      end--;
    }
    return clean.substring(0, end).replaceAll("\\p{Cntrl}+", " ") + (longer ? "..." : "");
  }
}
