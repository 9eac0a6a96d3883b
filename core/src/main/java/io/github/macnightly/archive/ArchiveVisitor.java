package io.github.macnightly.archive;

import java.io.IOException;
import java.io.InputStream;

/** Gets the members of an archive one by one. */
@FunctionalInterface
public interface ArchiveVisitor {

  /**
   * Gets one member.
   *
   * @param content its bytes, valid during the call; empty for what is not a file
   */
  void visit(ArchiveEntry entry, InputStream content) throws IOException;
}
