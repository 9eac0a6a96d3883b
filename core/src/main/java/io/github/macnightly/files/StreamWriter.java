package io.github.macnightly.files;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the content of one file. */
@FunctionalInterface
public interface StreamWriter {

  /** Writes everything to {@code out} and leaves it open. */
  void writeTo(OutputStream out) throws IOException;
}
