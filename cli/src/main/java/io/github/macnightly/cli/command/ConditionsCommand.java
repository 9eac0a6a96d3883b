package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.HelpOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code conditions}: groups the commands about facts, conditions and manifests. */
@Command(
    sortOptions = false,
    description = "Tells what is known of this machine, and what conditions and manifests come to.")
public final class ConditionsCommand {
  @Mixin private HelpOptions help;
}
