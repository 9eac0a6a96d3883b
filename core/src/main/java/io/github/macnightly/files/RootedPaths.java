package io.github.macnightly.files;

import io.github.macnightly.io.CorruptException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Paths of a tree as its own system would see them, as if the root were mounted at {@code /}. A
 * link such as {@code /etc -> private/etc}, or one with an absolute target, is followed inside the
 * root.
 */
public final class RootedPaths {

  private static final int MAX_LINKS = 40;

  private final Path root;

  /** Makes the view of the tree at {@code root}, which need not exist yet. */
  public RootedPaths(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** Returns the root, absolute. */
  public Path root() {
    return root;
  }

  /**
   * Returns where {@code absolute} is on this disk. Links in its parents are followed inside the
   * root, its last name is not.
   *
   * @param absolute a path that starts with a slash
   * @throws CorruptException when it leads out of the root, is relative, or passes 40 links
   */
  public Path resolve(String absolute) throws IOException {
    return resolve(absolute, false);
  }

  /**
   * Returns where the directory {@code absolute} is on this disk: as {@link #resolve}, but its last
   * name is followed, too; "" is the root.
   */
  public Path resolveDirectory(String absolute) throws IOException {
    return resolve(absolute.isEmpty() ? "/" : absolute, true);
  }

  private Path resolve(String absolute, boolean last) throws IOException {
    if (!absolute.startsWith("/")) {
      throw new CorruptException("path", -1, "'" + absolute + "' does not start with a slash");
    }
    Deque<String> todo = new ArrayDeque<>();
    push(absolute, todo);
    Path at = root;
    int links = 0;
    while (!todo.isEmpty()) {
      String name = todo.pop();
      Path next = step(at, name, absolute);
      if ((last || !todo.isEmpty()) && Files.isSymbolicLink(next)) {
        if (++links > MAX_LINKS) {
          throw new CorruptException("path", -1, "'" + absolute + "' passes more than 40 links");
        }
        String target = Files.readSymbolicLink(next).toString();
        push(target, todo);
        next = target.startsWith("/") ? root : at;
      }
      at = next;
    }
    return at;
  }

  private Path step(Path at, String name, String absolute) throws CorruptException {
    if (name.equals("..")) {
      if (at.equals(root)) {
        throw new CorruptException("path", -1, "'" + absolute + "' leads out of " + root);
      }
      return at.getParent();
    }
    try {
      return at.resolve(name);
    } catch (InvalidPathException e) {
      throw new CorruptException("path", -1, "'" + absolute + "' is no path: " + e.getReason());
    }
  }

  /** Puts the names of {@code path} in front of {@code todo}. */
  private static void push(String path, Deque<String> todo) {
    String[] names = path.split("/");
    for (int i = names.length - 1; i >= 0; i--) {
      if (!names[i].isEmpty() && !names[i].equals(".")) {
        todo.push(names[i]);
      }
    }
  }

  /**
   * Returns the path as the tree's own system would write it, such as {@code /etc/x}.
   *
   * @throws IllegalArgumentException when {@code path} is not inside the root
   */
  public String relative(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path base = absolute.startsWith(root) ? root : realRoot();
    if (!absolute.startsWith(base)) {
      throw new IllegalArgumentException(path + " is outside of " + root);
    }
    return "/" + base.relativize(absolute);
  }

  private Path realRoot() {
    try {
      return root.toRealPath();
    } catch (IOException e) {
      return root;
    }
  }
}
