package io.github.macnightly.io;

/** The input claims to be of this format but contradicts itself or ends too early. */
public final class CorruptException extends FormatException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the refusal.
   *
   * @param format the format that was being read
   * @param offset bytes from the start of the input
   * @param detail what was got and what was wanted
   */
  public CorruptException(String format, long offset, String detail) {
    super(format, offset, detail);
  }
}
