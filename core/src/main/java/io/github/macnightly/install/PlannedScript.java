package io.github.macnightly.install;

/**
 * A script of a package.
 *
 * @param name such as {@code postinstall}
 * @param identifier of the package that has it
 * @param runs whether it would run
 */
public record PlannedScript(String name, String identifier, boolean runs) {}
