package io.github.macnightly.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where an item comes from; its name is its identity in the state.
 *
 * @param name the name in the repository, or the file name of what was given by hand
 * @param md5 MD5 of the file in hexadecimal, or null when the item is not one file
 * @param sha256 SHA-256 likewise
 * @param source URL or path
 */
public record Origin(String name, String md5, String sha256, String source) {

  /** Returns the origin of something given by hand. */
  public static Origin of(Path item) {
    return new Origin(item.getFileName().toString(), null, null, item.toAbsolutePath().toString());
  }

  /** Returns the same with the SHA-256 of a package file when no sum is known. */
  Origin summed(Path item) throws IOException {
    boolean wanted =
        md5 == null
            && sha256 == null
            && ItemKind.of(item) == ItemKind.PACKAGE
            && Files.isRegularFile(item);
    return wanted ? new Origin(name, null, Ledgers.digest(item), source) : this;
  }
}
