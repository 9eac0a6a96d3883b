package io.github.macnightly.cli.console;

import java.io.IOException;

/** Something that a command was told to write cannot be made. */
public final class CannotCreateException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the refusal.
   *
   * @param what the path as it was given
   * @param cause why
   */
  public CannotCreateException(String what, IOException cause) {
    super(what + " cannot be made: " + Failures.of(cause).line(), cause);
  }
}
