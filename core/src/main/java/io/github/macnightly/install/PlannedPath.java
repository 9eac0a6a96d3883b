package io.github.macnightly.install;

import java.util.List;
import java.util.Locale;

/**
 * What an installation would do with a path.
 *
 * @param path from the root of the tree
 * @param action what would happen to it
 * @param type f for a file, d for a directory, l for a symbolic link
 * @param mode permission bits that it would have, in octal, such as {@code 0755}
 * @param size bytes of a file, else 0
 * @param owners other items that own the path; one that is replaced is shared with them from then
 *     on
 * @param setId whether it is a file that would run with the rights of its owner or group
 */
public record PlannedPath(
    String path,
    Action action,
    char type,
    String mode,
    long size,
    List<String> owners,
    boolean setId) {

  private static final int SET_ID = 06000;

  /** Tells whether something with these permission bits is a {@code setId} file. */
  static boolean isSetId(char type, int mode) {
    return type == 'f' && (mode & SET_ID) != 0;
  }

  /** What would happen. */
  public enum Action {
    /** Nothing is there. */
    NEW,
    /** Something else is there and goes. */
    REPLACE,
    /** The same is there already. */
    SAME,
    /** What is there stays: a directory, or a newer bundle. */
    KEEP,
    /** An earlier version brought it, this one does not have it, and it goes. */
    REMOVE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
