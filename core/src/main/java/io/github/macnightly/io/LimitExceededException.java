package io.github.macnightly.io;

/** The input asks for more of something than a named limit allows. */
public final class LimitExceededException extends FormatException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the refusal.
   *
   * @param format the format that was being read
   * @param offset bytes from the start of the input
   * @param what the thing that is too large, with the size that was asked for
   * @param limit the largest size allowed
   */
  public LimitExceededException(String format, long offset, String what, long limit) {
    super(format, offset, what + " is over the limit of " + limit);
  }
}
