package io.github.macnightly.files;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.nio.charset.StandardCharsets;

/** Which names an archive may give to its entries. */
final class EntryNames {

  private static final int LONGEST_NAME = 255;

  /** Twice what macOS allows a whole path to have, and well below what Linux does. */
  private static final int LONGEST_PATH = 2048;

  private EntryNames() {}

  /**
   * Refuses every path that is not a plain one inside the directory of the extraction.
   *
   * @throws CorruptException naming the path and what is wrong with it
   */
  static void check(String path) throws CorruptException, LimitExceededException {
    if (path.length() > LONGEST_PATH) {
      throw new LimitExceededException(
          "archive", -1, "path '" + path.substring(0, 40) + "...'", LONGEST_PATH);
    }
    if (path.startsWith("/")) {
      throw refusal(path, "is absolute");
    }
    for (String name : path.split("/", -1)) {
      checkName(path, name);
    }
  }

  private static void checkName(String path, String name) throws CorruptException {
    if (name.isEmpty()) {
      throw refusal(path, "has an empty name in it");
    }
    if (name.equals(".") || name.equals("..")) {
      throw refusal(path, "has '" + name + "' in it");
    }
    if (name.indexOf('\0') >= 0) {
      throw refusal(path.replace('\0', '?'), "has a NUL in it");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw refusal(path, "has a name of more than " + LONGEST_NAME + " bytes in it");
    }
  }

  /** Returns the refusal of an entry. */
  static CorruptException refusal(String path, String problem) {
    return new CorruptException(
        "archive", -1, "entry '" + path + "' " + problem + "; nothing of it was installed");
  }
}
