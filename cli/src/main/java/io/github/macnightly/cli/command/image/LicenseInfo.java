package io.github.macnightly.cli.command.image;

import io.github.macnightly.cli.console.Console;
import java.util.Optional;

/**
 * A licence as a result.
 *
 * @param name the image
 * @param text empty when it holds none
 */
public record LicenseInfo(String name, Optional<String> text) {

  /** Prints the text alone, and a note when there is none. */
  void print(Console console) {
    if (text.isEmpty()) {
      console.note(name + ": holds no licence");
    } else {
      console.passage(text.get());
    }
  }
}
