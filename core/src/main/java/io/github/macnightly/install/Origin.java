package io.github.macnightly.install;

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
}
