package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Hard links and the private directories that hold what they lead to. */
final class Links {

  private static final String FILES = "\0\0\0\0HFS+ Private Data";
  private static final String DIRECTORIES = ".HFS+ Private Directory Data\r";
  private static final Set<String> PRIVATE =
      Set.of(FILES, DIRECTORIES, ".journal", ".journal_info_block");

  private static final int FILE_LINK = 0x686C6E6B; // "hlnk"
  private static final int FILE_LINK_CREATOR = 0x6866732B; // "hfs+"
  private static final int DIRECTORY_LINK = 0x66647270; // "fdrp"
  private static final int DIRECTORY_LINK_CREATOR = 0x4D414353; // "MACS"

  private final Catalog catalog;
  private final long files;
  private final long directories;

  private Links(Catalog catalog, long files, long directories) {
    this.catalog = catalog;
    this.files = files;
    this.directories = directories;
  }

  static Links open(Catalog catalog) throws IOException {
    return new Links(catalog, directory(catalog, FILES), directory(catalog, DIRECTORIES));
  }

  /** Returns the number of a private directory, or 0, which is no number of a directory. */
  private static long directory(Catalog catalog, String name) throws IOException {
    Optional<Catalog.Item> found = catalog.find(Catalog.ROOT, name);
    boolean directory = found.isPresent() && found.get().record().isFolder();
    return directory ? found.get().record().id() : 0;
  }

  /** Returns whether an entry belongs to the file system and not to its user. */
  boolean hides(long parent, String name) {
    return parent == Catalog.ROOT && PRIVATE.contains(name);
  }

  /**
   * Returns what a hard link leads to, or nothing when an entry is none.
   *
   * @throws CorruptException when it leads nowhere
   */
  Optional<Catalog.Item> follow(long parent, String name, CatalogRecord record) throws IOException {
    if (record.isFolder() || parent == files || parent == directories) {
      return Optional.empty();
    }
    if (record.isOfType(FILE_LINK, FILE_LINK_CREATOR)) {
      return Optional.of(target(name, record, "iNode"));
    }
    if (record.isInLinkChain() && record.isOfType(DIRECTORY_LINK, DIRECTORY_LINK_CREATOR)) {
      return Optional.of(target(name, record, "dir_"));
    }
    return Optional.empty();
  }

  private Catalog.Item target(String link, CatalogRecord record, String prefix) throws IOException {
    boolean folder = prefix.equals("dir_");
    String name = prefix + record.special();
    Optional<Catalog.Item> target = catalog.find(folder ? directories : files, name);
    if (target.isEmpty() || target.get().record().isFolder() != folder) {
      throw new CorruptException(
          HfsVolume.FORMAT,
          record.id(),
          "hard link '%s' leads to %s, which is missing".formatted(Names.shown(link), name));
    }
    return target.get();
  }
}
