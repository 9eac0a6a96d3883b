package io.github.macnightly.pkg;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The names and paths that packages state, checked before anybody uses them. */
final class PackagePaths {

  /** With ".plist" behind it, it must fit into the 255 bytes of a file name. */
  private static final int MAX_IDENTIFIER = 240;

  private PackagePaths() {}

  /**
   * Brings the name of a cpio entry into one form: "./a" becomes "a", "." becomes "". Nothing else
   * is mended, because a name like "../a" must be seen by those who refuse it.
   */
  static String entry(String name) throws CorruptException {
    if (name.isEmpty()) {
      throw new CorruptException("cpio", -1, "an entry has an empty name");
    }
    String path = name;
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    return path.equals(".") ? "" : path;
  }

  /** Checks an identifier, which becomes the name of a receipt. */
  static String identifier(String identifier, String where) throws CorruptException {
    if (identifier.startsWith("-")) {
      // No command, ours or Apple's, could be told of it: it would be taken for an option.
      String shown = identifier.substring(0, Math.min(60, identifier.length()));
      throw corrupt(where, "identifier '" + shown + "' begins as an option does");
    }
    boolean dots = identifier.isEmpty() || identifier.equals(".") || identifier.equals("..");
    boolean characters =
        identifier.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    int length = identifier.getBytes(StandardCharsets.UTF_8).length;
    if (dots || characters || length > MAX_IDENTIFIER) {
      String shown = identifier.substring(0, Math.min(60, identifier.length()));
      throw corrupt(where, "identifier '" + shown + "' cannot name a receipt");
    }
    return identifier;
  }

  /** Makes an install location absolute and plain; null and "" mean "/". */
  static String location(String location, String where)
      throws CorruptException, UnsupportedFormatException {
    String text = location == null ? "" : location.strip();
    if (text.startsWith("~")) {
      throw new UnsupportedFormatException(
          "package",
          -1,
          line(
              where
                  + ": install location '"
                  + text
                  + "' lies in a home directory, which is not supported"));
    }
    return "/" + relative(text, "install location", where);
  }

  /**
   * Makes a path inside of a package plain: "./a//b/" becomes "a/b".
   *
   * @throws CorruptException when it holds ".." or a NUL
   */
  static String relative(String path, String what, String where) throws CorruptException {
    List<String> names = new ArrayList<>();
    for (String name : path.split("/")) {
      if (name.equals("..") || name.indexOf('\0') >= 0) {
        throw corrupt(where, what + " '" + path + "' leads out of its directory");
      }
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return String.join("/", names);
  }

  /** Resolves percent-encoding; '+' stays what it is. */
  static String decoded(String location, String where) throws CorruptException {
    try {
      return URLDecoder.decode(location.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw corrupt(where, "location '" + location + "' is not percent-encoded");
    }
  }

  /** Returns a file name without the ending of a package. */
  static String stem(String name) {
    return name.replaceFirst("(?i)\\.(pkg|mpkg)$", "");
  }

  /** Takes line ends and the like out of a text, for a message of one line. */
  static String line(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  static CorruptException corrupt(String where, String detail) {
    return new CorruptException("package", -1, line(where + ": " + detail));
  }
}
