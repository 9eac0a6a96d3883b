package io.github.macnightly.bom;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A bill of materials, read whole. */
public final class Bom {

  private static final int MAX_DEPTH = 1024;
  private static final int MAX_PATH = 16 << 10;
  private static final long MAX_CHARACTERS = 128 << 20;

  private final List<BomEntry> entries;

  private Bom(List<BomEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads a Bom of at most 64 MiB.
   *
   * @throws FormatException when it is not a Bom, or one whose chains never end
   */
  public static Bom read(Source file) throws IOException {
    Map<Integer, PathsTree.Row> rows = PathsTree.read(BomStore.read(file));
    Map<Integer, String> paths = new HashMap<>();
    List<BomEntry> entries = new ArrayList<>(rows.size());
    long characters = 0;
    for (Map.Entry<Integer, PathsTree.Row> row : rows.entrySet()) {
      String path = path(row.getKey(), rows, paths);
      characters += path.length();
      if (characters > MAX_CHARACTERS) {
        throw new LimitExceededException("Bom", -1, "length of all paths", MAX_CHARACTERS);
      }
      entries.add(Attributes.read(path, row.getValue().attributes()));
    }
    return new Bom(entries);
  }

  /** Walks up until a path is known, then down again, so that each path is built once. */
  private static String path(int id, Map<Integer, PathsTree.Row> rows, Map<Integer, String> known)
      throws CorruptException {
    Deque<Integer> unknown = new ArrayDeque<>();
    int at = id;
    while (at != 0 && !known.containsKey(at)) {
      if (!rows.containsKey(at)) {
        throw BomStore.corrupt(-1, "path id " + id + " lies below id " + at + ", which is missing");
      }
      unknown.push(at);
      if (unknown.size() > MAX_DEPTH) {
        throw BomStore.corrupt(-1, "path id " + id + " lies more than " + MAX_DEPTH + " deep");
      }
      at = rows.get(at).parent();
    }
    while (!unknown.isEmpty()) {
      int next = unknown.pop();
      PathsTree.Row row = rows.get(next);
      known.put(next, join(known.getOrDefault(row.parent(), ""), row));
    }
    return known.get(id);
  }

  private static String join(String parent, PathsTree.Row row) throws CorruptException {
    if (row.parent() == 0 && row.name().equals(".")) {
      return "";
    }
    if (parent.length() + row.name().length() >= MAX_PATH) {
      throw BomStore.corrupt(-1, "a path is longer than " + MAX_PATH + " characters");
    }
    return parent.isEmpty() ? row.name() : parent + "/" + row.name();
  }

  /** Returns all paths in the order of the file, which is by directory and not always top down. */
  public List<BomEntry> entries() {
    return entries;
  }
}
