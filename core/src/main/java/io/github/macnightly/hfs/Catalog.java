package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The catalog: finds a name in a directory, and lists a directory. */
final class Catalog {

  static final long ROOT_PARENT = 1;
  static final long ROOT = 2;

  /** A directory with more entries is not from a disk image that anybody wants to install. */
  private static final int MAX_CHILDREN = 250_000;

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
    if (found.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(item(CatalogKey.read(found.get()), found.get()));
  }

  /** Returns under which key a directory says that it is listed. */
  CatalogKey thread(long directory) throws IOException {
    BTreeCursor cursor = tree.seek(record -> compareWithThread(record, directory));
    return thread(cursor, directory);
  }

  /**
   * Lists a directory in the order of the volume.
   *
   * @throws CorruptException when its thread names another key, a name occurs twice, or there are
   *     fewer entries than the directory counts
   */
  void list(Item folder, ItemVisitor visitor) throws IOException {
    long directory = folder.record().id();
    BTreeCursor cursor = tree.seek(record -> compareWithThread(record, directory));
    requireSame(directory, folder.key(), thread(cursor, directory));
    Set<String> names = new HashSet<>();
    while (cursor.next() && isIn(directory, cursor.record())) {
      Item item = item(CatalogKey.read(cursor.record()), cursor.record());
      requireNew(names, item.key());
      visitor.visit(item);
    }
    if (names.size() < folder.record().valence()) {
      throw new CorruptException(
          HfsVolume.FORMAT,
          directory,
          "directory %d counts %d entries, but %d are listed"
              .formatted(directory, folder.record().valence(), names.size()));
    }
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

  private static void requireNew(Set<String> names, CatalogKey key) throws IOException {
    if (!names.add(key.name())) {
      throw new CorruptException(
          HfsVolume.FORMAT,
          key.parent(),
          "directory " + key.parent() + " lists '" + key.name() + "' twice");
    }
    if (names.size() > MAX_CHILDREN) {
      throw new LimitExceededException(
          HfsVolume.FORMAT,
          key.parent(),
          "number of entries of directory " + key.parent(),
          MAX_CHILDREN);
    }
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
    String name = CatalogKey.name(record.node(), record.data() + 8, record.dataLength() - 8);
    return new CatalogKey(record.dataUnsignedInt(4), name);
  }

  private static Item item(CatalogKey key, BTreeRecord record) throws CorruptException {
    return new Item(key, CatalogRecord.read(record));
  }

  /** A file or directory with the key under which it is listed. */
  record Item(CatalogKey key, CatalogRecord record) {}

  /** Takes the entries of a directory one by one. */
  @FunctionalInterface
  interface ItemVisitor {
    void visit(Item item) throws IOException;
  }
}
