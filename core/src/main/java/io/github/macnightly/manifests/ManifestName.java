package io.github.macnightly.manifests;

import java.io.IOException;
import java.util.Arrays;

/** Checks names of manifests, which come from files that others write. */
final class ManifestName {

  private static final int MAX = 1000;

  private ManifestName() {}

  /**
   * Refuses a name that does not stay below the place where manifests are.
   *
   * @throws IOException says why
   */
  static void check(String name) throws IOException {
    boolean odd =
        name.chars().anyMatch(c -> c < ' ' || c == 127)
            || name.startsWith("/")
            || Arrays.stream(name.split("/", -1)).anyMatch(ManifestName::isNoName);
    if (odd || name.length() > MAX) {
      throw new IOException(
          "'"
              + shown(name)
              + "' is no name of a manifest: wanted one below the folder of manifests");
    }
  }

  private static boolean isNoName(String part) {
    return part.isEmpty() || part.equals(".") || part.equals("..");
  }

  /** Returns a name as it can stand in a one-line message. */
  static String shown(String name) {
    String shown = name.length() > 120 ? name.substring(0, 120) + "..." : name;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
