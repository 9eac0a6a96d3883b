package io.github.macnightly.bom;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Walks the leaf pages of the tree {@code Paths} and collects its rows by their ids. */
final class PathsTree {

  private static final int TREE = 0x74726565; // "tree"
  private static final int MAX_ROWS = 2_000_000;
  private static final int MAX_NAME = 1024;
  private static final int MAX_CHARACTERS =
      64 << 20; // blocks may overlap, the file does not bound it
  private static final int PAGE_HEADER = 12;

  private final BomStore store;
  private final Set<Integer> visited = new HashSet<>();
  private final Map<Integer, Row> rows = new LinkedHashMap<>();
  private long characters;

  private PathsTree(BomStore store) {
    this.store = store;
  }

  /**
   * A row of a leaf page.
   *
   * @param parent id of the directory, 0 for none
   * @param attributes the block of its attributes
   */
  record Row(int parent, String name, ByteBuffer attributes) {}

  static Map<Integer, Row> read(BomStore store) throws CorruptException, LimitExceededException {
    PathsTree tree = new PathsTree(store);
    ByteBuffer root = store.variable("Paths", 20);
    if (root.getInt(0) != TREE) {
      throw BomStore.corrupt(-1, "variable Paths is not a tree");
    }
    int page = tree.firstLeaf(root.getInt(8));
    while (page != 0) {
      page = tree.leaf(page);
    }
    return tree.rows;
  }

  private int firstLeaf(int page) throws CorruptException {
    int current = page;
    ByteBuffer bytes = visit(current);
    while (bytes.getShort(0) == 0) { // a branch page: its first pair leads to the least key
      if (bytes.getShort(2) == 0) {
        throw BomStore.corrupt(-1, "branch page " + current + " is empty");
      }
      current = pair(bytes, 0, current).getInt(0);
      bytes = visit(current);
    }
    visited.remove(current); // leaf() visits it again
    return current;
  }

  private ByteBuffer visit(int page) throws CorruptException {
    if (!visited.add(page)) {
      throw BomStore.corrupt(-1, "page " + page + " of the tree is its own successor");
    }
    return store.block(page, PAGE_HEADER);
  }

  private static ByteBuffer pair(ByteBuffer page, int row, int number) throws CorruptException {
    int at = PAGE_HEADER + 8 * row;
    if (at + 8 > page.limit()) {
      throw BomStore.corrupt(-1, "row " + row + " goes beyond the end of page " + number);
    }
    return page.slice(at, 8);
  }

  /** Reads a leaf page and returns the number of the next one, 0 behind the last. */
  private int leaf(int number) throws CorruptException, LimitExceededException {
    ByteBuffer page = visit(number);
    int count = page.getShort(2) & 0xffff;
    for (int i = 0; i < count; i++) {
      ByteBuffer pair = pair(page, i, number);
      row(store.block(pair.getInt(0), 8), store.block(pair.getInt(4), 5));
    }
    return page.getInt(4);
  }

  private void row(ByteBuffer key, ByteBuffer file)
      throws CorruptException, LimitExceededException {
    if (rows.size() == MAX_ROWS) {
      throw new LimitExceededException("Bom", -1, "number of paths", MAX_ROWS);
    }
    Row row = new Row(file.getInt(0), name(file), attributes(key));
    if (key.getInt(0) == 0 || rows.put(key.getInt(0), row) != null) {
      throw BomStore.corrupt(-1, "path id " + key.getInt(0) + " is 0 or occurs twice");
    }
  }

  private String name(ByteBuffer file) throws CorruptException, LimitExceededException {
    int end = 4;
    while (end < file.limit() && file.get(end) != 0) {
      end++;
    }
    if (end == file.limit() || end - 4 > MAX_NAME) {
      throw BomStore.corrupt(-1, "a name of " + (end - 4) + " bytes is too long or has no NUL");
    }
    characters += end - 4;
    if (characters > MAX_CHARACTERS) {
      throw new LimitExceededException("Bom", -1, "length of all names", MAX_CHARACTERS);
    }
    return BomStore.text(file.slice(4, end - 4), -1);
  }

  private ByteBuffer attributes(ByteBuffer key) throws CorruptException {
    return store.block(key.getInt(4), Attributes.LEAST);
  }
}
