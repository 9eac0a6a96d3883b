package io.github.macnightly.files;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.nio.charset.StandardCharsets;

/** Which names an archive may give to its entries. */
final class EntryNames {

  private static final int LONGEST_NAME = 255;

  /** Twice what macOS allows a whole path to have, and well below what Linux does. */
  private static final int LONGEST_PATH = 2048;

  /** No character of UTF-16 takes more bytes in UTF-8. */
  private static final int MOST_BYTES = 3;

  private EntryNames() {}

  /**
   * Refuses every path that is not a plain one inside the directory of the extraction.
   *
   * @throws CorruptException naming the path and what is wrong with it
   */
  static void check(String path) throws CorruptException, LimitExceededException {
    checkLength(path);
    if (path.startsWith("/")) {
      throw refusal(path, "is absolute");
    }
    for (String name : path.split("/", -1)) {
      String problem = problem(name);
      if (problem != null) {
        throw refusal(path, problem);
      }
    }
  }

  /**
   * Refuses a name that cannot stand in a directory of the extraction.
   *
   * @param folder path of the directory, which has been checked
   */
  static void check(String folder, String name) throws CorruptException, LimitExceededException {
    if (folder.length() + name.length() >= LONGEST_PATH) {
      checkLength(path(folder, name));
    }
    String problem = name.indexOf('/') >= 0 ? "has a slash in a name" : problem(name);
    if (problem != null) {
      throw refusal(path(folder, name), problem);
    }
  }

  private static void checkLength(String path) throws LimitExceededException {
    if (path.length() > LONGEST_PATH) {
      throw new LimitExceededException(
          "archive", -1, "path '" + path.substring(0, 40) + "...'", LONGEST_PATH);
    }
  }

  /** Returns what is wrong with a name, or null. */
  private static String problem(String name) {
    if (name.isEmpty()) {
      return "has an empty name in it";
    }
    if (name.equals(".") || name.equals("..")) {
      return "has '" + name + "' in it";
    }
    if (name.indexOf('\0') >= 0) {
      return "has a NUL in it";
    }
    return isTooLong(name) ? "has a name of more than " + LONGEST_NAME + " bytes in it" : null;
  }

  /** Returns whether a name has more bytes than any file system takes. */
  static boolean isTooLong(String name) {
    return name.length() > LONGEST_NAME / MOST_BYTES
        && name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
  }

  /** Returns the path of what has a name in a directory. */
  static String path(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** Returns the refusal of a name that the target takes for one that is there. */
  static CorruptException twin(String path) {
    return refusal(
        path, "is the same name as another entry's on this disk, which ignores case or accents");
  }

  /** Returns the refusal of an entry. */
  static CorruptException refusal(String path, String problem) {
    String shown = path.replace('\0', '?');
    return new CorruptException(
        "archive", -1, "entry '" + shown + "' " + problem + "; the whole of it is refused");
  }
}
