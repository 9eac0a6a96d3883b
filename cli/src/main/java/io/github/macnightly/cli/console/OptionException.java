package io.github.macnightly.cli.console;

import java.io.IOException;

/** An option turns out to be wrong only now that what it names is wanted. */
final class OptionException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Takes the line that says so, which begins with the option. */
  OptionException(String line) {
    super(line);
  }
}
