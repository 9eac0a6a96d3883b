package io.github.macnightly.cli.console;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options about what is printed and how. */
public final class OutputOptions {

  /** The name under which a command mixes these in that has none of {@link Options}. */
  public static final String NAME = "output";

  @Option(names = "--json", order = 93, description = "Print results as one JSON document.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      order = 94,
      description = "Say nothing but results and errors.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      order = 95,
      description = "Say more; twice: say where in the program an error came from.")
  private boolean[] verbose = {};

  @Mixin private HelpOptions help;

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  int verbosity() {
    return verbose.length;
  }
}
