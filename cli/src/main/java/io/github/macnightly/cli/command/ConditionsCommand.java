package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.HelpOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code conditions}: groups the commands about what is known of this machine. */
@Command(sortOptions = false, description = "Tells what is known of this machine.")
public final class ConditionsCommand {
  @Mixin private HelpOptions help;
}
