package io.github.macnightly.signature;

/** Words of strangers, made fit for a message of one line. */
final class Text {

  private static final int MAX = 300;

  private Text() {}

  static String printable(String text) {
    String start = text.substring(0, Math.min(MAX, text.length()));
    return start.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
  }

  /** Returns the message of an exception, or its kind when it has none. */
  static String reason(Throwable e) {
    String message = e.getMessage();
    return printable(message == null ? e.getClass().getSimpleName() : message);
  }
}
