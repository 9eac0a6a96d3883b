package io.github.macnightly.install;

import io.github.macnightly.files.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What goes where. A new directory is put in place as a whole, unless something else goes into it
 * too: a receipt, or what another component of the package has below the same directory.
 */
final class Placements {

  private final Map<Path, List<Path>> staged = new TreeMap<>();
  private final Set<Path> shared = new HashSet<>();

  /** Notes that a staged object goes to a target. */
  void add(Path object, Path target) {
    if (staged.putIfAbsent(target, List.of(object)) != null) {
      staged.merge(target, List.of(object), Placements::both);
    }
    for (Path p = target.getParent(); p != null && shared.add(p); p = p.getParent()) {
      continue;
    }
  }

  /** Nearly all targets have one object, of which there may be hundreds of thousands. */
  private static List<Path> both(List<Path> some, List<Path> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Forgets everything. */
  void clear() {
    staged.clear();
    shared.clear();
  }

  /** Tells whether something is put at a path, above or below it. */
  boolean touches(Path target) {
    for (Path p = target; p != null; p = p.getParent()) {
      if (staged.containsKey(p)) {
        return true;
      }
    }
    return shared.contains(target);
  }

  /**
   * Enters everything in a transaction.
   *
   * @param budget pays for what is in directories that are not put in place as a whole
   * @throws IOException when a file and a directory, or two bundles, go to the same target
   */
  void enter(Transaction transaction, PathBudget budget) throws IOException {
    for (Map.Entry<Path, List<Path>> e : staged.entrySet()) {
      enter(e.getKey(), e.getValue(), new Entering(transaction, budget));
    }
  }

  private record Entering(Transaction transaction, PathBudget budget) {}

  private void enter(Path target, List<Path> objects, Entering into) throws IOException {
    if (!isSplit(target, objects)) {
      for (Path object : winners(objects)) {
        into.transaction().replace(object, target);
      }
      return;
    }
    into.transaction().directory(target, objects.get(0));
    for (Map.Entry<Path, List<Path>> e : children(target, objects).entrySet()) {
      into.budget().change(e.getKey().toString());
      enter(e.getKey(), e.getValue(), into);
    }
  }

  /**
   * Of one file that several components hold that of the last counts, as if they were installed one
   * after the other.
   */
  private static List<Path> winners(List<Path> objects) {
    boolean files =
        objects.stream().noneMatch(o -> Files.isDirectory(o, LinkOption.NOFOLLOW_LINKS));
    return files ? objects.subList(objects.size() - 1, objects.size()) : objects;
  }

  /** What is there already, such as a bundle, is replaced as a whole or not at all. */
  private boolean isSplit(Path target, List<Path> objects) {
    return (objects.size() > 1 || shared.contains(target))
        && Files.notExists(target, LinkOption.NOFOLLOW_LINKS)
        && objects.stream().allMatch(o -> Files.isDirectory(o, LinkOption.NOFOLLOW_LINKS));
  }

  private static Map<Path, List<Path>> children(Path target, List<Path> directories)
      throws IOException {
    Map<Path, List<Path>> children = new TreeMap<>();
    for (Path directory : directories) {
      try (Stream<Path> found = Files.list(directory)) {
        found.forEach(
            child ->
                children
                    .computeIfAbsent(
                        target.resolve(child.getFileName().toString()), k -> new ArrayList<>())
                    .add(child));
      }
    }
    return children;
  }
}
