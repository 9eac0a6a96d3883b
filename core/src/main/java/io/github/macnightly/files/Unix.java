package io.github.macnightly.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Questions to the disk that the portable part of java.nio.file does not answer. */
final class Unix {

  private static final int TYPE = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int FILE = 0100000;
  private static final int PERMISSIONS = 07777;

  /** What lstat says; {@code raw} is st_mode with the type. */
  record Stat(long inode, long device, int raw, int uid, int gid) {

    boolean isDirectory() {
      return (raw & TYPE) == DIRECTORY;
    }

    boolean isFile() {
      return (raw & TYPE) == FILE;
    }

    /** The twelve permission bits. */
    int mode() {
      return raw & PERMISSIONS;
    }
  }

  private Unix() {}

  /** Returns what is at {@code path}, following no link at its end, or null when nothing is. */
  static Stat stat(Path path) throws IOException {
    try {
      return require(path);
    } catch (NoSuchFileException e) {
      return null;
    } catch (FileSystemException e) {
      if (parentIsNoDirectory(path)) {
        return null;
      }
      throw e;
    }
  }

  private static boolean parentIsNoDirectory(Path path) {
    Path parent = path.getParent();
    return parent != null && Files.exists(parent) && !Files.isDirectory(parent);
  }

  static Stat require(Path path) throws IOException {
    Map<String, Object> a =
        Files.readAttributes(path, "unix:ino,dev,mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
    return new Stat(
        ((Number) a.get("ino")).longValue(),
        ((Number) a.get("dev")).longValue(),
        ((Number) a.get("mode")).intValue(),
        ((Number) a.get("uid")).intValue(),
        ((Number) a.get("gid")).intValue());
  }

  /** Returns the inode number of what is at {@code path}, or 0 when nothing is. */
  static long inode(Path path) throws IOException {
    Stat s = stat(path);
    return s == null ? 0 : s.inode();
  }

  static boolean exists(Path path) throws IOException {
    return stat(path) != null;
  }

  /** Returns the nearest directory above {@code path} that exists, with all links resolved. */
  static Path existingParent(Path path) throws IOException {
    Path p = path.getParent();
    while (p != null && !Files.exists(p)) {
      p = p.getParent();
    }
    return p == null ? path.getRoot() : p.toRealPath();
  }

  /** Returns {@code path} with the links of its parents resolved; its last name is not followed. */
  static Path physical(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    Path p = absolute.getParent();
    while (p != null && !Files.exists(p)) {
      p = p.getParent();
    }
    return p == null ? absolute : p.toRealPath().resolve(p.relativize(absolute));
  }

  /** Lists a directory at once, so that no handle stays open; a missing one is empty. */
  static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> s = Files.list(directory)) {
      return new ArrayList<>(s.sorted().toList());
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
