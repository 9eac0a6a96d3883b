package io.github.macnightly.cli.console;

import picocli.CommandLine.Option;

/** The two options that every command has. */
public final class HelpOptions {

  @Option(
      names = {"-h", "--help"},
      order = 101,
      usageHelp = true,
      description = "Show this help and leave.")
  private boolean help;

  @Option(
      names = "--version",
      order = 102,
      versionHelp = true,
      description = "Show the version and leave.")
  private boolean version;
}
