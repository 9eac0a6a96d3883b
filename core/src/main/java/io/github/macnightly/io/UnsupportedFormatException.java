package io.github.macnightly.io;

/** The input is valid, but uses a part of the format that is not read here; the text names it. */
public final class UnsupportedFormatException extends FormatException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the refusal.
   *
   * @param format the format that was being read
   * @param offset bytes from the start of the input
   * @param detail what was got and what was wanted
   */
  public UnsupportedFormatException(String format, long offset, String detail) {
    super(format, offset, detail);
  }
}
