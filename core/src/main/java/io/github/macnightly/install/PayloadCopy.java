package io.github.macnightly.install;

import io.github.macnightly.files.EntryAttributes;
import io.github.macnightly.files.Extraction;
import io.github.macnightly.pkg.EntryVisitor;
import io.github.macnightly.pkg.PayloadEntry;
import java.io.IOException;
import java.io.InputStream;

/** Writes the entries of a payload or of an archive of scripts into an extraction. */
record PayloadCopy(Extraction into) implements EntryVisitor {

  @Override
  public void visit(PayloadEntry entry, InputStream content) throws IOException {
    if (entry.path().isEmpty()) {
      return;
    }
    if (entry.appleDouble()) {
      into.lost("AppleDouble attribute file");
      return;
    }
    EntryAttributes attributes =
        new EntryAttributes(entry.mode(), entry.uid(), entry.gid(), entry.modified());
    switch (entry.type()) {
      case DIRECTORY -> into.directory(entry.path(), attributes);
      case FILE -> into.file(entry.path(), attributes, content);
      case SYMLINK -> into.symlink(entry.path(), entry.linkTarget(), attributes);
      case HARD_LINK -> into.hardLink(entry.path(), entry.linkTarget());
      default -> into.special(entry.path());
    }
  }
}
