package io.github.macnightly.nio;

import io.github.macnightly.volume.EntryType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemLoopException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A path in a disk image, with the rules of Unix. */
final class ImagePath implements Path {

  private static final int MAX_LINKS = 40;

  private final ImageFileSystem system;
  private final boolean absolute;
  private final List<String> names;

  ImagePath(ImageFileSystem system, String path) {
    this(system, path.startsWith("/"), split(path));
  }

  private ImagePath(ImageFileSystem system, boolean absolute, List<String> names) {
    this.system = system;
    this.absolute = absolute;
    this.names = names;
  }

  /** The empty path is one empty name, as everywhere. */
  private static List<String> split(String path) {
    if (path.isEmpty()) {
      return List.of("");
    }
    return Arrays.stream(path.split("/")).filter(name -> !name.isEmpty()).toList();
  }

  /** Finds what is at this path; links on the way are followed, one at its end if asked for. */
  Node node(boolean follow) throws IOException {
    return new Resolution(toAbsolutePath().names).resolve(follow);
  }

  /** Returns where a symbolic link leads. */
  Path link() throws IOException {
    Node node = node(false);
    if (node.type() != EntryType.SYMLINK) {
      throw new NotLinkException(toAbsolutePath().toString());
    }
    return new ImagePath(system, node.entry().linkTarget());
  }

  @Override
  public ImageFileSystem getFileSystem() {
    return system;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public ImagePath getRoot() {
    return absolute ? new ImagePath(system, true, List.of()) : null;
  }

  @Override
  public ImagePath getFileName() {
    return names.isEmpty() ? null : getName(names.size() - 1);
  }

  @Override
  public ImagePath getParent() {
    if (names.size() > 1) {
      return new ImagePath(system, absolute, names.subList(0, names.size() - 1));
    }
    return names.isEmpty() ? null : getRoot();
  }

  @Override
  public int getNameCount() {
    return names.size();
  }

  @Override
  public ImagePath getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public ImagePath subpath(int begin, int end) {
    if (begin < 0 || end > names.size() || begin >= end) {
      throw new IllegalArgumentException(begin + " to " + end + " of " + names.size() + " names");
    }
    return new ImagePath(system, false, names.subList(begin, end));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof ImagePath path
        && path.system == system
        && path.absolute == absolute
        && path.names.size() <= names.size()
        && (names.subList(0, path.names.size()).equals(path.names))
        && (!path.isEmpty() || isEmpty());
  }

  @Override
  public boolean endsWith(Path other) {
    if (!(other instanceof ImagePath path) || path.system != system) {
      return false;
    }
    if (path.absolute || path.isEmpty()) {
      return equals(path);
    }
    int start = names.size() - path.names.size();
    return start >= 0 && names.subList(start, names.size()).equals(path.names);
  }

  private boolean isEmpty() {
    return !absolute && names.size() == 1 && names.get(0).isEmpty();
  }

  @Override
  public ImagePath normalize() {
    Deque<String> kept = new ArrayDeque<>();
    for (String name : names) {
      if (name.equals("..") && (absolute || !kept.isEmpty() && !kept.getLast().equals(".."))) {
        kept.pollLast();
      } else if (!name.equals(".")) {
        kept.addLast(name);
      }
    }
    boolean nothing = kept.isEmpty() && !absolute;
    return new ImagePath(system, absolute, nothing ? List.of("") : List.copyOf(kept));
  }

  @Override
  public ImagePath resolve(Path other) {
    ImagePath path = own(other);
    if (path.absolute || isEmpty()) {
      return path;
    }
    if (path.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(names);
    all.addAll(path.names);
    return new ImagePath(system, absolute, List.copyOf(all));
  }

  @Override
  public ImagePath relativize(Path other) {
    ImagePath path = own(other);
    if (path.absolute != absolute) {
      throw new IllegalArgumentException("one of " + this + " and " + other + " is absolute");
    }
    if (isEmpty()) {
      return path;
    }
    int common = 0;
    while (common < Math.min(names.size(), path.names.size())
        && names.get(common).equals(path.names.get(common))) {
      common++;
    }
    List<String> way = new ArrayList<>();
    for (int i = common; i < names.size(); i++) {
      way.add("..");
    }
    if (!path.isEmpty()) {
      way.addAll(path.names.subList(common, path.names.size()));
    }
    return new ImagePath(system, false, way.isEmpty() ? List.of("") : List.copyOf(way));
  }

  private ImagePath own(Path other) {
    if (other instanceof ImagePath path && path.system == system) {
      return path;
    }
    throw new ProviderMismatchException(other + " is no path in " + system.file());
  }

  @Override
  public URI toUri() {
    return ImageUri.of(system.file(), toAbsolutePath().toString());
  }

  @Override
  public ImagePath toAbsolutePath() {
    if (absolute) {
      return this;
    }
    return new ImagePath(system, true, isEmpty() ? List.of() : names);
  }

  /** Returns the path with the names as they are stored and without links. */
  @Override
  public ImagePath toRealPath(LinkOption... options) throws IOException {
    Resolution resolution = new Resolution(toAbsolutePath().names);
    resolution.resolve(!List.of(options).contains(LinkOption.NOFOLLOW_LINKS));
    return new ImagePath(system, true, resolution.real());
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("a disk image does not change");
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImagePath path
        && path.system == system
        && path.absolute == absolute
        && path.names.equals(names);
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + Boolean.hashCode(absolute);
  }

  @Override
  public String toString() {
    return (absolute ? "/" : "") + String.join("/", names);
  }

  /** The way from the root to an entry, name by name. */
  private final class Resolution {

    private final Deque<String> left;
    private final Deque<Node> way = new ArrayDeque<>();
    private int links;

    Resolution(List<String> names) {
      this.left = new ArrayDeque<>(names);
      way.push(Node.top(system));
    }

    Node resolve(boolean follow) throws IOException {
      while (!left.isEmpty()) {
        String name = left.pop();
        if (name.equals("..")) {
          if (way.size() > 1) {
            way.pop();
          }
        } else if (!name.equals(".") && !name.isEmpty()) {
          step(name, follow);
        }
      }
      return way.peek();
    }

    private void step(String name, boolean follow) throws IOException {
      Optional<Node> found = way.peek().child(name);
      if (found.isEmpty()) {
        throw new NoSuchFileException(toAbsolutePath().toString());
      }
      Node node = found.get();
      if (node.type() == EntryType.SYMLINK && (follow || !left.isEmpty())) {
        follow(node.entry().linkTarget());
      } else {
        way.push(node);
      }
    }

    private void follow(String target) throws IOException {
      if (++links > MAX_LINKS) {
        throw new FileSystemLoopException(toAbsolutePath().toString());
      }
      if (target.startsWith("/")) {
        while (way.size() > 1) {
          way.pop();
        }
      }
      List<String> more = split(target);
      for (int i = more.size() - 1; i >= 0; i--) {
        left.push(more.get(i));
      }
    }

    private List<String> real() {
      List<String> real = new ArrayList<>();
      way.descendingIterator().forEachRemaining(node -> real.add(node.name()));
      return List.copyOf(real.subList(1, real.size()));
    }
  }
}
