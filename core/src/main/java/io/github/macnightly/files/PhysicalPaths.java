package io.github.macnightly.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Resolves the links above paths, of which many in a row lie in one directory: the disk is asked
 * once for all of them. Whoever changes something asks again right before.
 */
final class PhysicalPaths {

  private Path parent;
  private Path physical;

  /** Returns what {@link Unix#physical} does. */
  Path of(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    Path above = absolute.getParent();
    if (above != null && above.equals(parent)) {
      return physical.resolve(absolute.getFileName());
    }
    Path found = Unix.physical(absolute);
    if (above != null && Files.isDirectory(above)) {
      parent = above;
      physical = found.getParent();
    }
    return found;
  }
}
