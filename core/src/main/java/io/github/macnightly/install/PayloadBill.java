package io.github.macnightly.install;

import io.github.macnightly.bom.Bom;
import io.github.macnightly.bom.BomEntry;
import io.github.macnightly.bom.BomWriter;
import io.github.macnightly.files.ExtractedPath;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The bill of materials of a payload, compared with what was staged, and made from it where the
 * package brings none. The checksums of the archive tell whether the payload is sound; a bill that
 * differs tells that the package was put together badly, which is said and stops nothing.
 */
record PayloadBill(List<ExtractedPath> staged, Set<String> leftOut) {

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

  /** Compares a bill with what was staged; returns what is to be said about it. */
  List<String> differences(byte[] bill) throws IOException {
    Map<String, ExtractedPath> paths = new HashMap<>();
    staged.forEach(path -> paths.put(path.path(), path));
    List<String> wrong = new ArrayList<>();
    try {
      for (BomEntry entry : Bom.read(Source.of(bill)).entries()) {
        if (isCompared(entry)) {
          compare(entry, paths.get(entry.path()), wrong);
        }
      }
    } catch (FormatException damaged) {
      return List.of("the bill of materials cannot be read: " + damaged.getMessage());
    }
    return wrong.isEmpty()
        ? List.of()
        : List.of(
            "the bill of materials differs from the payload in "
                + wrong.size()
                + " paths, the first: "
                + wrong.get(0));
  }

  /** The root often has no mode, and AppleDouble files never have their own size. */
  private boolean isCompared(BomEntry entry) {
    String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
    return !name.isEmpty() && !name.startsWith("._") && !Ledgers.inside(entry.path(), leftOut);
  }

  private static void compare(BomEntry entry, ExtractedPath found, List<String> wrong) {
    String shown = entry.path().replaceAll("\\p{Cntrl}", "?");
    if (found == null) {
      wrong.add(shown + " is not in the payload");
    } else if (entry.type() != type(found)) {
      wrong.add(shown + " is of another type");
    } else if (found.type() == 'f' && entry.size() != (found.size() & SIZE_BITS)) {
      wrong.add(shown + " has " + found.size() + " bytes, the bill says " + entry.size());
    } else if (found.type() == 'f' && (entry.mode() & 0777) != (found.mode() & 0777)) {
      wrong.add(
          shown
              + " has the mode "
              + Integer.toOctalString(found.mode())
              + ", the bill says "
              + Integer.toOctalString(entry.mode()));
    }
  }
}
