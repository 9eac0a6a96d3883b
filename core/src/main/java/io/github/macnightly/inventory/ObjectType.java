package io.github.macnightly.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The letters for what lies under a path. */
final class ObjectType {

  private ObjectType() {}

  /** Returns f, d, l, or ? for a device or the like; links are not followed. */
  static char of(Path file) throws IOException {
    BasicFileAttributes a =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (a.isSymbolicLink()) {
      return 'l';
    }
    if (a.isDirectory()) {
      return 'd';
    }
    return a.isRegularFile() ? 'f' : '?';
  }

  static String word(char type) {
    return switch (type) {
      case 'f' -> "file";
      case 'd' -> "directory";
      case 'l' -> "symlink";
      default -> "other";
    };
  }
}
