package io.github.macnightly.pkg;

import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a package that is a directory; links are never followed out of it. */
record BundleFiles(Path root) {

  private static final int MAX_FILES = 100_000;
  private static final int MAX_DEPTH = 64;

  /** Returns the name of the package's directory. */
  String name() {
    return root.getFileName() == null ? "" : root.getFileName().toString();
  }

  /**
   * Finds a regular file.
   *
   * @param relative a plain path below the package
   * @throws io.github.macnightly.io.CorruptException when it, or a directory on the way, is a link
   */
  Optional<Path> file(String relative) throws IOException {
    return find(relative).filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
  }

  /** Finds a directory, like {@link #file}. */
  Optional<Path> directory(String relative) throws IOException {
    return find(relative).filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Resolves a path that the package states, which need not be one to this system.
   *
   * @throws io.github.macnightly.io.CorruptException when it cannot be a path here
   */
  Path resolve(Path base, String path) throws IOException {
    try {
      return base.resolve(path);
    } catch (InvalidPathException e) {
      throw PackagePaths.corrupt(name(), "'" + path + "' cannot be a path on this system");
    }
  }

  private Optional<Path> find(String relative) throws IOException {
    Path path = root;
    for (String name : relative.split("/")) {
      path = path.resolve(name);
      if (Files.isSymbolicLink(path)) {
        throw PackagePaths.corrupt(name(), "'" + root.relativize(path) + "' is a symbolic link");
      }
    }
    return Files.exists(path) ? Optional.of(path) : Optional.empty();
  }

  /**
   * Reads a regular file.
   *
   * @return empty when it is absent
   */
  Optional<byte[]> read(String relative, int limit) throws IOException {
    Optional<Path> path = file(relative);
    return path.isEmpty() ? Optional.empty() : Optional.of(read(path.get(), limit));
  }

  byte[] read(Path path, int limit) throws IOException {
    long size = Files.size(path);
    if (size > limit) {
      String what = "'" + root.relativize(path) + "' of " + size + " bytes";
      throw new LimitExceededException("package", -1, what, limit);
    }
    return Files.readAllBytes(path);
  }

  /** Lists all that lies below a directory, sorted, links not followed; empty when it is absent. */
  List<Path> walk(String relative) throws IOException {
    Optional<Path> top = directory(relative);
    List<Path> found = new ArrayList<>();
    if (top.isPresent()) {
      walk(top.get(), MAX_DEPTH, found);
    }
    return found;
  }

  /** Lists the names in a directory, sorted; none when it is absent. */
  List<String> names(String relative) throws IOException {
    Optional<Path> directory = directory(relative);
    return directory.isEmpty()
        ? List.of()
        : children(directory.get()).stream().map(path -> path.getFileName().toString()).toList();
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> listed = Files.list(directory)) {
      return listed.limit(MAX_FILES + 1L).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void walk(Path directory, int depth, List<Path> found) throws IOException {
    for (Path child : children(directory)) {
      found.add(child);
      if (found.size() > MAX_FILES || depth == 0) {
        throw new LimitExceededException("package", -1, "files or depth of " + name(), MAX_FILES);
      }
      if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
        walk(child, depth - 1, found);
      }
    }
  }
}
