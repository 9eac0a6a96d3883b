package io.github.macnightly.cli.console;

import java.util.Properties;

/**
 * How the program was started, as far as the launcher says.
 *
 * @param name the command it was started as; {@code macnightly} when it was the program itself
 * @param terminal which streams are terminals: {@code o} and {@code e}, both or none
 * @param home the folder that holds {@code bin/}; empty when started without the launcher
 */
public record Launch(String name, String terminal, String home) {

  /** Reads the system properties that the launcher sets. */
  public static Launch of(Properties properties) {
    return new Launch(
        properties.getProperty("macnightly.name", "macnightly"),
        properties.getProperty("macnightly.terminal", ""),
        properties.getProperty("macnightly.home", ""));
  }
}
