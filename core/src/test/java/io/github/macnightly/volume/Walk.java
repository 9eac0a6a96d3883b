package io.github.macnightly.volume;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Reads all of a volume; Finder information apart, which the manifests list elsewhere. */
public final class Walk {

  private Walk() {}

  /** Returns the facts by path, the root as "". */
  public static Map<String, Fact> facts(Volume volume) throws IOException {
    Map<String, Fact> facts = new TreeMap<>();
    add(facts, "", volume.root());
    return facts;
  }

  private static void add(Map<String, Fact> facts, String path, VolumeEntry entry)
      throws IOException {
    facts.put(path, fact(entry));
    for (VolumeEntry child : entry.children()) {
      add(facts, path.isEmpty() ? child.name() : path + "/" + child.name(), child);
    }
  }

  private static Fact fact(VolumeEntry entry) throws IOException {
    Map<String, byte[]> attributes = entry.extendedAttributes();
    attributes.remove(FinderInfo.ATTRIBUTE);
    return new Fact(
        type(entry),
        entry.mode(),
        entry.uid(),
        entry.gid(),
        entry.modified(),
        content(entry),
        Fact.digests(attributes),
        entry.resourceForkSize() == 0 ? "0" : Fact.digest(entry.openResourceFork()),
        entry.hardLinkGroup() != 0);
  }

  private static String type(VolumeEntry entry) {
    return switch (entry.type()) {
      case DIRECTORY -> "dir";
      case FILE -> "file";
      case SYMLINK -> "symlink";
      case OTHER -> "other";
    };
  }

  private static String content(VolumeEntry entry) throws IOException {
    if (entry.type() == EntryType.FILE) {
      return Fact.digest(entry.open());
    }
    return entry.linkTarget();
  }
}
