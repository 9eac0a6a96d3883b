package io.github.macnightly.scripts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * What lstat says, which follows no link.
 *
 * @param raw st_mode, with the type
 * @param uid the owner
 * @param gid the group
 * @param size bytes
 */
record Stat(int raw, int uid, int gid, long size) {

  private static final int TYPE = 0170000;
  private static final int PERMISSIONS = 07777;
  private static final int STICKY = 01000;
  private static final int GROUP_WRITE = 0020;
  private static final int OTHER_WRITE = 0002;

  /**
   * Asks the disk.
   *
   * @throws java.nio.file.NoSuchFileException when there is nothing
   */
  static Stat of(Path path) throws IOException {
    Map<String, Object> found =
        Files.readAttributes(path, "unix:mode,uid,gid,size", LinkOption.NOFOLLOW_LINKS);
    return new Stat(
        ((Number) found.get("mode")).intValue(),
        ((Number) found.get("uid")).intValue(),
        ((Number) found.get("gid")).intValue(),
        ((Number) found.get("size")).longValue());
  }

  boolean isFile() {
    return (raw & TYPE) == 0100000;
  }

  boolean isDirectory() {
    return (raw & TYPE) == 0040000;
  }

  boolean isLink() {
    return (raw & TYPE) == 0120000;
  }

  boolean isSticky() {
    return (raw & STICKY) != 0;
  }

  boolean groupMayWrite() {
    return (raw & GROUP_WRITE) != 0;
  }

  boolean othersMayWrite() {
    return (raw & OTHER_WRITE) != 0;
  }

  int permissions() {
    return raw & PERMISSIONS;
  }

  /** Returns the permissions as chmod takes them, such as 0775. */
  String mode() {
    return String.format("%04o", raw & PERMISSIONS);
  }
}
