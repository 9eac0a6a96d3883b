package io.github.macnightly.io;

/** The input is not of the format that the reader reads: its signature is missing. */
public final class NotThisFormatException extends FormatException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the refusal.
   *
   * @param format the format that was being read
   * @param offset bytes from the start of the input
   * @param detail what was got and what was wanted
   */
  public NotThisFormatException(String format, long offset, String detail) {
    super(format, offset, detail);
  }
}
