package io.github.macnightly.pkg;

import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The metapackages, from the outermost in, that are open around a package.
 *
 * @param chooser decides what of a script is taken; null to go by what it says without JavaScript
 */
record Nesting(List<Path> around, RefChooser chooser) {

  private static final int MAX_DEPTH = 8;

  /** Nothing is around yet. */
  Nesting(RefChooser chooser) {
    this(List.of(), chooser);
  }

  /** Goes one deeper; refuses a metapackage that contains itself. */
  Nesting enter(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (around.contains(real)) {
      throw PackagePaths.corrupt(directory.getFileName().toString(), "it lists itself");
    }
    if (around.size() == MAX_DEPTH) {
      throw new LimitExceededException("package", -1, "depth of metapackages", MAX_DEPTH);
    }
    List<Path> deeper = new ArrayList<>(around);
    deeper.add(real);
    return new Nesting(List.copyOf(deeper), chooser);
  }
}
