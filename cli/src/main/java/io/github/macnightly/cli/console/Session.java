package io.github.macnightly.cli.console;

/**
 * All that a command is given besides its own options.
 *
 * @param world the process
 * @param launch how it was started
 * @param console where its results go
 */
public record Session(World world, Launch launch, Console console) {}
