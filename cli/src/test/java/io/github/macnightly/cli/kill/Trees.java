package io.github.macnightly.cli.kill;

import io.github.macnightly.fixtures.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What lies in a root at one moment.
 *
 * @param tree everything that is the same after each run: no times, no logs, not the work area
 * @param area the work area
 */
record Trees(Map<String, String> tree, Map<String, String> area) {

  private static final String AREA = "var/db/macnightly/";

  /** Apple's receipts hold the date of the installation. */
  private static final Pattern OWN_EACH_TIME =
      Pattern.compile(
          "var/db/receipts/.*\\.plist|etc/pkglist\\.sqlite3.*|etc/oldconfigs(/.*)?"
              + "|var/log(/.*)?|var/run(/.*)?|var/db/macnightly");

  static Trees of(Path root) throws IOException {
    Trees trees = new Trees(new TreeMap<>(), new TreeMap<>());
    Tree.digest(root)
        .forEach(
            (path, what) -> {
              if (path.startsWith(AREA)) {
                trees.area.put(path.substring(AREA.length()), what);
              } else if (!OWN_EACH_TIME.matcher(path).matches()) {
                trees.tree.put(path, what);
              }
            });
    return trees;
  }

  /** Tells whether a journal stands that a next run goes by. */
  static boolean isPending(Path root) throws IOException {
    Path journals = root.resolve(AREA + "journal");
    if (!Files.isDirectory(journals)) {
      return false;
    }
    try (var files = Files.list(journals)) {
      return files.anyMatch(file -> file.toString().matches(".*\\.(json|applied)"));
    }
  }

  /** Tells whether all that belongs to an item is as in another tree. */
  boolean isLike(Map<String, String> other, List<String> item) {
    return pathsOf(item, other).stream()
        .allMatch(path -> Objects.equals(tree.get(path), other.get(path)));
  }

  private Set<String> pathsOf(List<String> item, Map<String, String> other) {
    Set<String> paths = new TreeSet<>(tree.keySet());
    paths.addAll(other.keySet());
    paths.removeIf(path -> item.stream().noneMatch(top -> (path + "/").startsWith(top + "/")));
    return paths;
  }

  /** Returns the paths that are neither as in one tree nor as in the other. */
  Set<String> strangers(Trees old, Trees fresh) {
    Set<String> paths = new TreeSet<>(tree.keySet());
    paths.addAll(old.tree.keySet());
    paths.addAll(fresh.tree.keySet());
    paths.removeIf(
        path ->
            Objects.equals(tree.get(path), old.tree.get(path))
                || Objects.equals(tree.get(path), fresh.tree.get(path)));
    return paths;
  }
}
