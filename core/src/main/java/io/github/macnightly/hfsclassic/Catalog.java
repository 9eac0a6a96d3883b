package io.github.macnightly.hfsclassic;

import io.github.macnightly.io.CorruptException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The catalog: lists directories. */
final class Catalog {

  private static final int LONGEST_KEY = 37;
  private static final long ROOT_PARENT = 1;
  private static final long ROOT = 2;

  /** As many entries as a directory can count. */
  private static final int MAX_CHILDREN = 65_535;

  private final Tree tree;

  private Catalog(Tree tree) {
    this.tree = tree;
  }

  static Catalog open(Forks forks, Fork fork) throws IOException {
    return new Catalog(Tree.open(forks.open(fork, 4, Forks.DATA), "catalog", LONGEST_KEY));
  }

  /** Returns the root directory; its name is that of the volume. */
  CatalogRecord root() throws IOException {
    for (CatalogRecord record : records(of(ROOT_PARENT))) {
      if (record.folder() && record.id() == ROOT) {
        return record;
      }
    }
    throw new CorruptException(ClassicVolume.FORMAT, -1, "the catalog has no root directory");
  }

  /**
   * Lists a directory in the order of the volume.
   *
   * @throws CorruptException when its thread says that it is listed elsewhere, or when there are
   *     fewer entries than it counts
   */
  List<CatalogRecord> list(CatalogRecord folder) throws IOException {
    List<Tree.Item> items = of(folder.id());
    requireThread(folder, items);
    List<CatalogRecord> records = records(items.subList(1, items.size()));
    if (records.size() < folder.valence()) {
      throw new CorruptException(
          ClassicVolume.FORMAT,
          -1,
          "directory %d counts %d entries, but %d are listed"
              .formatted(folder.id(), folder.valence(), records.size()));
    }
    return records;
  }

  private List<Tree.Item> of(long directory) throws IOException {
    return tree.range(item -> Long.compare(parent(item), directory), 1 + MAX_CHILDREN);
  }

  private static long parent(Tree.Item item) throws CorruptException {
    item.requireKey(6);
    return Integer.toUnsignedLong(item.node().getInt(item.key() + 1));
  }

  private static String name(Tree.Item item) throws CorruptException {
    return Names.read(item.node(), item.key() + 5, item.keyLength() - 5);
  }

  private static void requireThread(CatalogRecord folder, List<Tree.Item> items)
      throws CorruptException {
    long directory = folder.id();
    if (items.isEmpty() || !name(items.get(0)).isEmpty()) {
      throw new CorruptException(
          ClassicVolume.FORMAT, -1, "directory " + directory + " has no thread record");
    }
    Tree.Item item = items.get(0);
    item.requireData(15);
    long parent = Integer.toUnsignedLong(item.node().getInt(item.data() + 10));
    String name = Names.read(item.node(), item.data() + 14, item.dataLength() - 14);
    boolean thread = item.node().get(item.data()) == CatalogRecord.FOLDER_THREAD;
    if (!thread || parent != folder.parent() || !name.equals(folder.name())) {
      throw new CorruptException(
          ClassicVolume.FORMAT,
          -1,
          "directory %d is listed in %d, but its thread says %d"
              .formatted(directory, folder.parent(), parent));
    }
  }

  private static List<CatalogRecord> records(List<Tree.Item> items) throws CorruptException {
    List<CatalogRecord> records = new ArrayList<>(items.size());
    for (Tree.Item item : items) {
      records.add(record(item));
    }
    return records;
  }

  private static CatalogRecord record(Tree.Item item) throws CorruptException {
    item.requireData(2);
    int type = item.node().get(item.data());
    if (type != CatalogRecord.FOLDER && type != CatalogRecord.FILE) {
      throw new CorruptException(
          ClassicVolume.FORMAT, -1, "catalog record has type %d here".formatted(type));
    }
    boolean folder = type == CatalogRecord.FOLDER;
    item.requireData(folder ? CatalogRecord.FOLDER_BYTES : CatalogRecord.FILE_BYTES);
    ByteBuffer data = item.node().slice(item.data(), item.dataLength());
    return folder
        ? CatalogRecord.folder(parent(item), name(item), data)
        : CatalogRecord.file(parent(item), name(item), data);
  }
}
