package io.github.macnightly.config;

import java.io.IOException;

/** A configuration that cannot be used; the message names the file and, where it can, the line. */
public final class ConfigurationException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the refusal.
   *
   * @param where the file, with {@code :LINE} where the trouble is in a line
   * @param detail what was got, what was wanted and what to do
   */
  public ConfigurationException(String where, String detail) {
    super(where + ": " + detail);
  }
}
