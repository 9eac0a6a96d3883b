package io.github.macnightly.pkg;

import java.io.IOException;
import java.io.InputStream;

/** Receives the entries of a payload, one by one. */
@FunctionalInterface
public interface EntryVisitor {

  /**
   * Takes an entry.
   *
   * @param content the bytes of a file, empty for everything else; valid during the call only, and
   *     it need not be read to its end
   * @throws IOException to stop; it comes out of the method that was given this visitor
   */
  void visit(PayloadEntry entry, InputStream content) throws IOException;
}
