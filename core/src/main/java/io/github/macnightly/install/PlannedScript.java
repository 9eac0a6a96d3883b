package io.github.macnightly.install;

/**
 * A script of a package.
 *
 * @param name such as {@code postinstall}
 * @param identifier of the package that has it
 * @param runs whether it would run
 * @param where where it would run and why there, such as {@code in a chroot of /tree}; "" when it
 *     would not run
 */
public record PlannedScript(String name, String identifier, boolean runs, String where) {}
