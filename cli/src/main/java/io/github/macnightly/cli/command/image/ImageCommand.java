package io.github.macnightly.cli.command.image;

import io.github.macnightly.cli.console.HelpOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code image}: groups the commands that look into disk images. */
@Command(
    sortOptions = false,
    description = "Looks into disk images, on any system and without mounting them.")
public final class ImageCommand {
  @Mixin private HelpOptions help;
}
