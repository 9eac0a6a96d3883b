package io.github.macnightly.install;

import java.nio.file.Path;

/**
 * Where scripts are and where they come from.
 *
 * @param file the package
 * @param folder what their archive held, below the root
 * @param payload where the payload lies until it is put in place, below the root
 */
record ScriptPlace(Path file, Path folder, Path payload) {}
