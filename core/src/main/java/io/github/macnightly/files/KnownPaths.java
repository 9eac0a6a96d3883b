package io.github.macnightly.files;

import io.github.macnightly.io.CorruptException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an extraction knows of the paths in it: directories and links always, files when there is a
 * ledger. Safe for use by several threads at once.
 */
final class KnownPaths {

  private final Map<String, Known> paths = new ConcurrentHashMap<>();

  /**
   * What stands at a path.
   *
   * @param type {@code d}, {@code f}, {@code l}, or {@code h} for a hard link
   * @param mode permission bits, with the special ones
   * @param size bytes of a file
   * @param text digest of a file, target of a link, else empty
   * @param attributes what the archive said, null for files and where it said nothing
   */
  record Known(char type, int mode, long size, String text, EntryAttributes attributes) {

    Known withText(String other) {
      return new Known(type, mode, size, other, attributes);
    }
  }

  Known get(String path) {
    return paths.get(path);
  }

  boolean contains(String path) {
    return paths.containsKey(path);
  }

  void put(String path, Known known) {
    paths.put(path, known);
  }

  void clear() {
    paths.clear();
  }

  static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /**
   * Refuses a path that the archive has spoken of as something else. It is asked for every
   * directory above an entry too: a link there would lead the entry somewhere else.
   */
  void requireFree(String path, char type) throws CorruptException {
    Known known = paths.get(path);
    if (known == null || known.type() == type) {
      return;
    }
    if (known.type() == 'h') {
      throw EntryNames.refusal(path, "is a hard link and cannot be " + kind(type) + " too");
    }
    throw EntryNames.refusal(path, "is " + kind(known.type()) + " and cannot be " + kind(type));
  }

  private static String kind(char type) {
    return switch (type) {
      case 'd' -> "a directory";
      case 'l' -> "a symbolic link";
      default -> "a file";
    };
  }

  /** Follows hard links that name hard links to what has the content. */
  String origin(String path) throws CorruptException {
    String at = path;
    Known known = paths.get(at);
    for (int i = 0; known != null && known.type() == 'h'; i++) {
      if (i > paths.size()) {
        throw EntryNames.refusal(path, "is a hard link to itself");
      }
      at = known.text();
      known = paths.get(at);
    }
    return at;
  }

  /** Returns the paths of a type in their order, which puts a directory before what is in it. */
  List<String> ofType(char type) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, Known> path : paths.entrySet()) {
      if (path.getValue().type() == type) {
        found.add(path.getKey());
      }
    }
    found.sort(Comparator.naturalOrder());
    return found;
  }

  /** Returns everything in the order of the paths. */
  List<ExtractedPath> list() {
    return paths.entrySet().stream()
        .filter(e -> e.getValue().type() != 'h')
        .sorted(Map.Entry.comparingByKey())
        .map(
            e ->
                new ExtractedPath(
                    e.getKey(),
                    e.getValue().type(),
                    e.getValue().mode(),
                    e.getValue().size(),
                    e.getValue().text()))
        .toList();
  }
}
