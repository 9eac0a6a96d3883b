package io.github.macnightly.manifests;

import io.github.macnightly.text.Excerpt;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;

/** Checks names of manifests, which come from files that others write. */
final class ManifestName {

  private static final int MAX = 1000;

  private ManifestName() {}

  /**
   * Refuses a name that does not stay below the place where manifests are.
   *
   * @throws NoSuchFileException says why; under such a name nothing can be found
   */
  static void check(String name) throws NoSuchFileException {
    boolean odd =
        name.chars().anyMatch(c -> c < ' ' || c == 127)
            || name.startsWith("/")
            || Arrays.stream(name.split("/", -1)).anyMatch(ManifestName::isNoName);
    if (odd || name.length() > MAX) {
      throw new NoSuchFileException(
          "'" + Excerpt.of(name) + "'",
          null,
          "is no name of a manifest, wanted one below the folder of manifests");
    }
  }

  private static boolean isNoName(String part) {
    return part.isEmpty() || part.equals(".") || part.equals("..");
  }
}
