package io.github.macnightly.install;

import io.github.macnightly.files.Extraction;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A tree of files that can be copied into an extraction: a directory, an archive, a volume. */
interface Tree {

  /** Returns the names at its top level. */
  List<String> top() throws IOException;

  /** Reads one small file, such as an Info.plist; empty when it is not there. */
  Optional<byte[]> read(String path) throws IOException;

  /**
   * Copies one object of the top level with all that is below it.
   *
   * @param name one of {@link #top()}
   */
  void copy(String name, Extraction into) throws IOException;
}
