package io.github.macnightly.pkg;

/**
 * A script that a component runs.
 *
 * @param name when it runs, such as {@code preinstall}
 * @param path below the directory that {@link Component#extractScripts} fills
 * @param bundle the identifier of the bundle that it belongs to, "" when it belongs to the
 *     component
 */
public record ScriptEntry(String name, String path, String bundle) {}
