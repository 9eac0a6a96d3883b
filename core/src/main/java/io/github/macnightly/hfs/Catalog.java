package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import java.io.IOException;
import java.util.Optional;

/** The catalog: finds a name in a directory, and lists a directory. */
final class Catalog {

  static final long ROOT_PARENT = 1;
  static final long ROOT = 2;

  private final BTree tree;
  private final NameOrder order;

  Catalog(BTree tree, NameOrder order) {
    this.tree = tree;
    this.order = order;
  }

  NameOrder order() {
    return order;
  }

  /** Returns what is stored under a name in a directory. */
  Optional<Item> find(long parent, String name) throws IOException {
    CatalogKey key = new CatalogKey(parent, name);
    Optional<BTreeRecord> found = tree.find(record -> key.compareTo(record, order));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String stored = CatalogKey.name(found.get());
    if (stored.isEmpty()) {
      return Optional.empty(); // the thread: the name has nothing but ignored characters
    }
    CatalogRecord record = CatalogRecord.read(found.get());
    return Optional.of(new Item(new CatalogKey(parent, stored), record));
  }

  /** Returns under which key a directory says that it is listed. */
  CatalogKey thread(long directory) throws IOException {
    return thread(seek(directory), directory);
  }

  /**
   * Lists a directory in the order of the volume.
   *
   * @param directory as it was found
   * @param rules new ones for this directory
   * @throws CorruptException when its thread names another key, a name occurs twice, or there are
   *     fewer entries than the directory counts
   */
  void list(HfsEntry directory, ListingRules rules, Visitor visitor) throws IOException {
    long id = directory.id();
    BTreeCursor cursor = seek(id);
    requireSame(id, directory.key(), thread(cursor, id));
    while (cursor.next() && isIn(id, cursor.record())) {
      String name = CatalogKey.name(cursor.record());
      CatalogRecord record = CatalogRecord.read(cursor.record());
      if (!rules.ascends(name)) {
        rules.requireDistinct(names(id));
      }
      rules.count(name, record);
      visitor.visit(name, record);
    }
    rules.requireCount(directory.record().valence());
  }

  private BTreeCursor seek(long directory) throws IOException {
    return tree.seek(record -> compareWithThread(record, directory));
  }

  /** Returns the names of a directory one by one, and null after the last. */
  private ListingRules.NameSource names(long directory) throws IOException {
    BTreeCursor cursor = seek(directory);
    cursor.next(); // its thread
    return () ->
        cursor.next() && isIn(directory, cursor.record()) ? CatalogKey.name(cursor.record()) : null;
  }

  private static void requireSame(long directory, CatalogKey expected, CatalogKey thread)
      throws CorruptException {
    if (!thread.equals(expected)) {
      throw new CorruptException(
          HfsVolume.FORMAT,
          directory,
          "directory %d is listed in %d, but says %d"
              .formatted(directory, expected.parent(), thread.parent()));
    }
  }

  /** Keys ascend: after a directory comes one with a greater number, or the end. */
  private static boolean isIn(long directory, BTreeRecord record) throws CorruptException {
    long parent = CatalogKey.parent(record);
    if (parent < directory) {
      throw new CorruptException(
          HfsVolume.FORMAT,
          directory,
          "catalog has directory " + parent + " after directory " + directory);
    }
    return parent == directory;
  }

  /** The thread has the empty name and so is the first of its directory in either order. */
  private static int compareWithThread(BTreeRecord record, long directory) throws CorruptException {
    int byParent = Long.compare(CatalogKey.parent(record), directory);
    return byParent != 0 ? byParent : Integer.signum(record.keyUnsignedShort(4));
  }

  private static CatalogKey thread(BTreeCursor cursor, long directory) throws IOException {
    if (!cursor.next() || compareWithThread(cursor.record(), directory) != 0) {
      throw new CorruptException(
          HfsVolume.FORMAT, directory, "directory " + directory + " has no thread record");
    }
    BTreeRecord record = cursor.record();
    record.requireData(10);
    if (record.dataShort(0) != CatalogRecord.FOLDER_THREAD) {
      throw new CorruptException(
          HfsVolume.FORMAT,
          directory,
          "thread of directory " + directory + " is not a directory's");
    }
    String name = Names.read(record.node(), record.data() + 8, record.dataLength() - 8);
    return new CatalogKey(record.dataUnsignedInt(4), name);
  }

  /** A file or directory with the key under which it is listed. */
  record Item(CatalogKey key, CatalogRecord record) {}

  /** Takes the entries of a directory one by one. */
  @FunctionalInterface
  interface Visitor {
    void visit(String name, CatalogRecord record) throws IOException;
  }
}
