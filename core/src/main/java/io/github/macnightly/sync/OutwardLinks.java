package io.github.macnightly.sync;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Links to directories in a tree that lead out of it. An overlay that follows links would write
 * through them onto the machine that the tree only lies on, such as {@code ROOT/etc ->
 * /private/etc}.
 */
public final class OutwardLinks {

  private static final int DEPTH = 4;
  private static final int BUDGET = 50_000;

  private final Path root;
  private final List<String> patterns = new ArrayList<>();
  private int seen;

  private OutwardLinks(Path root) {
    this.root = root;
  }

  /**
   * Returns an exclude pattern for each such link in the first four levels of a tree, looking at no
   * more than 50,000 entries.
   *
   * @throws IOException when the tree cannot be read
   */
  public static List<String> patterns(Path tree) throws IOException {
    if (!Files.isDirectory(tree)) {
      return List.of();
    }
    OutwardLinks links = new OutwardLinks(tree.toRealPath());
    try {
      links.walk(links.root, DEPTH);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return List.copyOf(links.patterns);
  }

  private void walk(Path directory, int depth) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        if (++seen > BUDGET) {
          return;
        }
        if (Files.isSymbolicLink(child)) {
          look(child);
        } else if (depth > 1 && Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          walk(child, depth - 1);
        }
      }
    }
  }

  private void look(Path link) throws IOException {
    if (Files.isDirectory(link) && !link.toRealPath().startsWith(root)) {
      // Letters that mean something in a pattern stand for themselves behind a backslash, but only
      // in a pattern that has wildcards; a question mark stands for any one of them in both.
      patterns.add("/" + root.relativize(link).toString().replaceAll("[\\[\\]*?\\\\]", "?"));
    }
  }
}
