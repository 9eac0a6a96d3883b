package io.github.macnightly.inventory;

import io.github.macnightly.files.RootedPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Paths of a tree without the links that lead to them: {@code /etc/x} and {@code /private/etc/x}
 * are one file on a Mac. What was found of a directory is remembered, so an object of this class
 * should not live longer than one question.
 */
public final class CanonicalPaths {

  private final RootedPaths root;
  private final Map<String, String> directories = new HashMap<>();

  /** Makes a view of a tree. */
  public CanonicalPaths(RootedPaths root) {
    this.root = root;
  }

  /**
   * Returns a path with the links of its parents resolved inside the root; its last name is not
   * followed.
   *
   * @param path from the root of the tree, with a leading slash
   * @throws io.github.macnightly.io.CorruptException when it leads out of the root
   */
  public String of(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    if (slash == path.length() - 1 || path.endsWith("/.") || path.endsWith("/..")) {
      return root.relative(root.resolve(path));
    }
    String parent = path.substring(0, Math.max(0, slash));
    String known = directories.get(parent);
    if (known == null) {
      Path directory = root.resolveDirectory(parent);
      known = root.relative(directory);
      directories.put(parent, known);
    }
    return (known.equals("/") ? "" : known) + path.substring(slash);
  }
}
