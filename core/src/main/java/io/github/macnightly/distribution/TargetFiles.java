package io.github.macnightly.distribution;

import java.io.IOException;
import java.util.Optional;

/**
 * The files that scripts may ask about, and no others: whoever implements it stays inside of the
 * target's root, whatever links are there. Paths begin with '/', which is that root, and hold
 * neither "." nor ".." nor empty names.
 */
public interface TargetFiles {

  /** Says whether there is a file or a directory. */
  boolean exists(String path);

  /**
   * Reads a file.
   *
   * @param limit bytes beyond which the implementation gives nothing
   * @return empty when it is absent, no file, or over the limit
   * @throws IOException when it is there and cannot be read
   */
  Optional<byte[]> read(String path, int limit) throws IOException;

  /** Returns a target without files. */
  static TargetFiles none() {
    return new TargetFiles() {
      @Override
      public boolean exists(String path) {
        return false;
      }

      @Override
      public Optional<byte[]> read(String path, int limit) {
        return Optional.empty();
      }
    };
  }
}
