package io.github.macnightly.hfs;

import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Reads all of a volume. */
final class Walk {

  private Walk() {}

  /** Returns the facts by path, the root as "". */
  static Map<String, Fact> facts(HfsVolume volume) throws IOException {
    Map<String, Fact> facts = new TreeMap<>();
    add(facts, "", volume.root());
    return facts;
  }

  private static void add(Map<String, Fact> facts, String path, HfsEntry entry) throws IOException {
    facts.put(path, fact(entry));
    for (HfsEntry child : entry.children()) {
      add(facts, path.isEmpty() ? child.name() : path + "/" + child.name(), child);
    }
  }

  private static Fact fact(HfsEntry entry) throws IOException {
    return new Fact(
        type(entry),
        entry.mode(),
        entry.uid(),
        entry.gid(),
        entry.modified(),
        content(entry),
        Fact.digests(entry.extendedAttributes()),
        entry.resourceForkSize() == 0 ? "0" : Fact.digest(entry.openResourceFork()),
        entry.hardLinkGroup() != 0);
  }

  private static String type(HfsEntry entry) {
    return switch (entry.type()) {
      case DIRECTORY -> "dir";
      case FILE -> "file";
      case SYMLINK -> "symlink";
      case OTHER -> "other";
    };
  }

  private static String content(HfsEntry entry) throws IOException {
    if (entry.type() == HfsEntryType.FILE) {
      try {
        return Fact.digest(entry.open());
      } catch (UnsupportedFormatException e) {
        return entry.size() + " unsupported";
      }
    }
    return entry.linkTarget();
  }
}
