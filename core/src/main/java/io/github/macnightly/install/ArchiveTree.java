package io.github.macnightly.install;

import io.github.macnightly.archive.Archive;
import io.github.macnightly.archive.ArchiveEntry;
import io.github.macnightly.files.EntryAttributes;
import io.github.macnightly.files.Extraction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Unpacks an archive, or looks what is in it. */
final class ArchiveTree {

  private final Path file;

  ArchiveTree(Path file) {
    this.file = file;
  }

  /** Unpacks everything. */
  void unpack(Extraction into) throws IOException {
    Archive.of(file).visit((entry, content) -> give(entry, content, into));
    into.finish();
  }

  private static void give(ArchiveEntry entry, InputStream content, Extraction into)
      throws IOException {
    if (entry.path().isEmpty()) {
      return;
    }
    EntryAttributes attributes =
        new EntryAttributes(entry.mode(), entry.uid(), entry.gid(), entry.modified());
    switch (entry.type()) {
      case DIRECTORY -> into.directory(entry.path(), attributes);
      case FILE -> into.file(entry.path(), attributes, content);
      case SYMLINK -> into.symlink(entry.path(), entry.target(), attributes);
      case HARD_LINK -> into.hardLink(entry.path(), entry.target());
      case APPLE_DOUBLE -> into.lost("AppleDouble attribute file");
      default -> into.special(entry.path());
    }
  }

  /** Reads without unpacking: the names at the top, and the Info.plist of each bundle there. */
  Listing list() throws IOException {
    Listing listing = new Listing(new TreeSet<>(), new LinkedHashMap<>());
    Archive.of(file).visit((entry, content) -> listing.add(entry, content));
    return listing;
  }

  /**
   * What an archive holds at its top.
   *
   * @param names names at the top level
   * @param infoPlists bundle name to the bytes of its Info.plist
   */
  record Listing(TreeSet<String> names, Map<String, byte[]> infoPlists) {

    private void add(ArchiveEntry entry, InputStream content) throws IOException {
      String[] path = entry.path().split("/", 2);
      if (path[0].isEmpty()) {
        return;
      }
      names.add(path[0]);
      if (path.length == 2 && path[1].equals(BundleVersion.INFO)) {
        infoPlists.put(path[0], content.readNBytes(BundleVersion.MAX_INFO));
      }
    }

    List<String> applications() {
      List<String> applications = new ArrayList<>(names);
      applications.removeIf(name -> !ItemKind.isApplicationName(name));
      return applications;
    }
  }
}
