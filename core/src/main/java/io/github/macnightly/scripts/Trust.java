package io.github.macnightly.scripts;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Judges whether anybody but root and us could have put something else in the place of a file. */
final class Trust {

  /** As many as Linux follows; macOS gives up after 32. */
  private static final int MAX_LINKS = 40;

  private final Path root;
  private final Path realRoot;
  private final int user;
  private final Path folder;

  /**
   * Makes a judge.
   *
   * @param root above which no directory is judged
   * @param folder where scripts are, which may not even be a sticky directory
   * @param user who runs us; negative when that is not known, so that only root is trusted
   * @throws IOException when one of the directories is not there
   */
  Trust(Path root, Path folder, int user) throws IOException {
    this.root = root;
    this.realRoot = root.toRealPath();
    this.folder = folder.toRealPath();
    this.user = user;
  }

  boolean trusts(int uid) {
    return uid == 0 || uid == user;
  }

  /**
   * Walks to a file as the kernel does, one name and one link after the other.
   *
   * @return why it must not be run; empty when it may be
   * @throws IOException when it cannot be found out
   */
  Optional<String> objection(Path file) throws IOException {
    boolean below = file.startsWith(root);
    Walk walk = new Walk(below ? realRoot : file.getRoot());
    walk.expect(below ? root.relativize(file) : file);
    return walk.objection();
  }

  private final class Walk {

    private final Deque<Path> names = new ArrayDeque<>();
    private Path at;
    private int links;

    Walk(Path start) {
      at = start;
    }

    void expect(Path path) {
      for (int i = path.getNameCount() - 1; i >= 0; i--) {
        names.push(path.getName(i));
      }
    }

    Optional<String> objection() throws IOException {
      Optional<String> found = judge(at, Stat.of(at));
      while (found.isEmpty() && !names.isEmpty()) {
        found = step(names.pop());
      }
      return found;
    }

    private Optional<String> step(Path name) throws IOException {
      String text = name.toString();
      if (text.isEmpty() || text.equals(".")) {
        return Optional.empty();
      }
      if (text.equals("..")) {
        at = at.getParent() == null ? at : at.getParent();
        return Optional.empty();
      }
      Path next = at.resolve(name);
      Stat stat = stat(next);
      if (stat.isLink()) {
        follow(next);
      } else {
        at = next;
      }
      return judge(next, stat);
    }

    private Stat stat(Path path) throws IOException {
      try {
        return Stat.of(path);
      } catch (NoSuchFileException e) {
        throw new NoSuchFileException(
            path.toString(), null, links > 0 ? "is not there, but a link leads there" : null);
      }
    }

    private void follow(Path link) throws IOException {
      if (++links > MAX_LINKS) {
        throw new FileSystemLoopException(link + ": more than " + MAX_LINKS + " links");
      }
      Path target = Files.readSymbolicLink(link);
      if (target.isAbsolute()) {
        at = target.getRoot();
      }
      expect(target);
    }
  }

  private Optional<String> judge(Path path, Stat stat) {
    if (realRoot.startsWith(path) && !realRoot.equals(path)) {
      return Optional.empty();
    }
    if (!trusts(stat.uid())) {
      return Optional.of(path + " belongs to user " + stat.uid() + ", wanted is " + wanted());
    }
    boolean kept = stat.isDirectory() && stat.isSticky() && !path.equals(folder);
    if (stat.isLink() || kept) {
      return Optional.empty(); // The mode of a link means nothing, its directory was judged.
    }
    if (stat.othersMayWrite()) {
      return Optional.of(open(path, stat, "everybody", "o-w"));
    }
    return stat.groupMayWrite()
        ? Optional.of(open(path, stat, "group " + stat.gid(), "g-w"))
        : Optional.empty();
  }

  private String wanted() {
    return user <= 0 ? "root: chown it" : "root or user " + user + ": chown it";
  }

  private static String open(Path path, Stat stat, String who, String change) {
    return path + " may be written by " + who + " (mode " + stat.mode() + "): chmod " + change;
  }
}
