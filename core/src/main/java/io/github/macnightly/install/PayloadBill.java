package io.github.macnightly.install;

import io.github.macnightly.bom.BomEntry;
import io.github.macnightly.bom.BomWriter;
import io.github.macnightly.files.ExtractedPath;
import java.util.ArrayList;
import java.util.List;

/** Makes the bill of materials of a payload from what was staged, where the package brings none. */
record PayloadBill(List<ExtractedPath> staged) {

  private static final long SIZE_BITS = 0xffffffffL;

  /** Returns the bill of a package that has none; it has no checksums. */
  byte[] made() {
    List<BomEntry> entries = new ArrayList<>();
    for (ExtractedPath path : staged) {
      boolean link = path.type() == 'l';
      entries.add(
          new BomEntry(
              path.path(),
              type(path),
              path.mode(),
              0,
              0,
              link ? path.digest().length() : path.size() & SIZE_BITS,
              0,
              link ? path.digest() : ""));
    }
    return BomWriter.write(entries);
  }

  private static BomEntry.Type type(ExtractedPath path) {
    return switch (path.type()) {
      case 'd' -> BomEntry.Type.DIRECTORY;
      case 'l' -> BomEntry.Type.SYMLINK;
      default -> BomEntry.Type.FILE;
    };
  }
}
