package io.github.macnightly.install;

import io.github.macnightly.io.CorruptException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds names of a payload that differ only in case or in their Unicode form. A Mac's volume takes
 * them for one, so that the last one counts there; where one is a link and the other a directory,
 * what is in the directory would go where the link leads, and the package is refused.
 *
 * <p>There may be hundreds of thousands of paths, and hardly ever twins among them. So the paths
 * are passed over twice: first only a hash of eight bytes is kept of each, then the few whose
 * hashes are equal are compared.
 */
final class NameTwins {

  private static final int SHOWN = 5;
  private static final int ASCII = 0x80;
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** Gives all paths of a payload, the same ones each time; one may come twice. */
  @FunctionalInterface
  interface Names {
    void each(Sink sink);
  }

  /** Takes a path without a slash at its start, and f, d or l for what it is. */
  @FunctionalInterface
  interface Sink {
    void take(String path, char type);
  }

  private final String base;
  private final Names names;
  private long[] hashes = new long[1024];
  private int count;

  private NameTwins(String base, Names names) {
    this.base = base;
    this.names = names;
  }

  /**
   * Says in a line each which names are twins.
   *
   * @param base where the payload goes, "" for the root
   * @throws CorruptException when one is a link and the other a directory with something in it
   */
  static List<String> notes(String base, Names names) throws CorruptException {
    return new NameTwins(base, names).notes();
  }

  private List<String> notes() throws CorruptException {
    List<String> notes = new ArrayList<>();
    int more = 0;
    for (Map<String, Character> twins : groups()) {
      refuseLinks(twins);
      List<String> pair = siblings(twins);
      if (!pair.isEmpty() && notes.size() < SHOWN) {
        notes.add(
            shown(pair.get(0))
                + " and "
                + shown(pair.get(1))
                + " are one name on a Mac's volume, which ignores case and the form of accents");
      } else if (!pair.isEmpty()) {
        more++;
      }
    }
    if (more > 0) {
      notes.add(more + " more pairs of names are one name each on a Mac's volume");
    }
    return notes;
  }

  private Iterable<Map<String, Character>> groups() {
    Set<Long> twice = twice();
    Map<String, Map<String, Character>> groups = new TreeMap<>();
    if (!twice.isEmpty()) {
      names.each(
          (path, type) -> {
            if (twice.contains(hash(path))) {
              groups.computeIfAbsent(folded(path), key -> new TreeMap<>()).put(path, type);
            }
          });
    }
    groups.values().removeIf(group -> group.size() < 2);
    return groups.values();
  }

  private Set<Long> twice() {
    names.each((path, type) -> add(hash(path)));
    Arrays.sort(hashes, 0, count);
    Set<Long> twice = new HashSet<>();
    for (int i = 1; i < count; i++) {
      if (hashes[i] == hashes[i - 1]) {
        twice.add(hashes[i]);
      }
    }
    hashes = new long[0];
    return twice;
  }

  private void add(long hash) {
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, count * 2);
    }
    hashes[count++] = hash;
  }

  private static long hash(String path) {
    String plain = decomposed(path);
    long hash = FNV_BASIS;
    for (int i = 0; i < plain.length(); i++) {
      hash = (hash ^ folded(plain.charAt(i))) * FNV_PRIME;
    }
    return hash;
  }

  private static String folded(String path) {
    StringBuilder folded = new StringBuilder(decomposed(path));
    for (int i = 0; i < folded.length(); i++) {
      folded.setCharAt(i, folded(folded.charAt(i)));
    }
    return folded.toString();
  }

  private static char folded(char c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  private static String decomposed(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) >= ASCII) {
        return Normalizer.normalize(path, Normalizer.Form.NFD);
      }
    }
    return path;
  }

  private void refuseLinks(Map<String, Character> twins) throws CorruptException {
    String link = first(twins, 'l');
    if (link == null) {
      return;
    }
    for (Map.Entry<String, Character> twin : twins.entrySet()) {
      if (twin.getValue() == 'd' && holdsSomething(twin.getKey())) {
        throw new CorruptException(
            "package",
            -1,
            shown(link)
                + " is a symbolic link and "
                + shown(twin.getKey())
                + " a directory, which are one name on a Mac's volume; the whole of it is refused");
      }
    }
  }

  private static String first(Map<String, Character> twins, char type) {
    return twins.entrySet().stream()
        .filter(twin -> twin.getValue() == type)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private boolean holdsSomething(String directory) {
    boolean[] found = new boolean[1];
    String inside = directory + "/";
    names.each((path, type) -> found[0] |= path.startsWith(inside));
    return found[0];
  }

  /** Returns two twins of one directory; where only their directories differ those are told of. */
  private static List<String> siblings(Map<String, Character> twins) {
    Map<String, String> byParent = new TreeMap<>();
    for (String path : twins.keySet()) {
      String other = byParent.put(path.substring(0, Math.max(0, path.lastIndexOf('/'))), path);
      if (other != null) {
        return List.of(other, path);
      }
    }
    return List.of();
  }

  private String shown(String path) {
    return base + "/" + path.replaceAll("\\p{Cntrl}", "?");
  }
}
