package io.github.macnightly.repository;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses index entries for the names that lists give. Built once per index; a question costs a
 * binary search plus the names that share the literal beginning of the pattern.
 */
public final class Selection {

  /** A name under which an entry is found: its whole name, or the one without package ending. */
  private record Key(String text, IndexEntry entry) {}

  /** An entry with what its place among matches depends on. */
  private record Ranked(IndexEntry entry, int rank, String stem) {}

  private static final Comparator<Ranked> PREFERENCE =
      Comparator.comparingInt(Ranked::rank)
          .thenComparing(Ranked::stem, new NaturalOrder().reversed())
          .thenComparing(r -> r.entry.name());

  private final Map<String, IndexEntry> names = new HashMap<>();
  private final Key[] keys;

  /** Sorts the names of the index once, for all questions. */
  public Selection(Index index) {
    this(index.entries());
  }

  /** Sorts names that come from elsewhere than an index, such as those of what is installed. */
  public Selection(Collection<IndexEntry> entries) {
    List<Key> all = new ArrayList<>(2 * entries.size());
    for (IndexEntry entry : entries) {
      names.put(entry.name(), entry);
      all.add(new Key(composed(entry.name()), entry));
      PackageName.parse(entry.name())
          .ifPresent(name -> all.add(new Key(composed(name.stem()), entry)));
    }
    this.keys = all.toArray(Key[]::new);
    Arrays.sort(keys, Comparator.comparing(Key::text));
  }

  /** Returns the entry to take for a name from a list: the first of {@link #matches}. */
  public Optional<IndexEntry> select(String pattern) {
    return matches(pattern).stream().findFirst();
  }

  /**
   * Returns the entries that a name from a list means, the best first. A name that the index holds
   * literally means only that entry, even if it could be read as a glob. Otherwise the pattern is
   * matched against whole names and names without package ending; the kind of package decides, then
   * the version. Entries that are no packages come last.
   */
  public List<IndexEntry> matches(String pattern) {
    IndexEntry exact = names.get(pattern);
    return exact != null ? List.of(exact) : ranked(find(composed(pattern)));
  }

  private Set<IndexEntry> find(String pattern) {
    Set<IndexEntry> literal = findLiteral(pattern);
    return literal.isEmpty() ? findGlob(new Glob(pattern)) : literal;
  }

  private Set<IndexEntry> findGlob(Glob glob) {
    Set<IndexEntry> found = new LinkedHashSet<>();
    if (glob.literal()) {
      return found;
    }
    String prefix = glob.prefix();
    for (int i = firstAtOrAfter(prefix); i < keys.length && keys[i].text.startsWith(prefix); i++) {
      if (glob.matches(keys[i].text)) {
        found.add(keys[i].entry);
      }
    }
    return found;
  }

  private Set<IndexEntry> findLiteral(String name) {
    Set<IndexEntry> found = new LinkedHashSet<>();
    for (int i = firstAtOrAfter(name); i < keys.length && keys[i].text.equals(name); i++) {
      found.add(keys[i].entry);
    }
    return found;
  }

  private int firstAtOrAfter(String text) {
    int low = 0;
    int high = keys.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keys[middle].text.compareTo(text) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static List<IndexEntry> ranked(Set<IndexEntry> found) {
    return found.stream().map(Selection::rank).sorted(PREFERENCE).map(Ranked::entry).toList();
  }

  private static Ranked rank(IndexEntry entry) {
    String stem = PackageName.parse(entry.name()).map(PackageName::stem).orElseGet(entry::name);
    return new Ranked(entry, PackageName.rank(entry.name()), stem);
  }

  /** Plain ASCII, nearly every name, is spared: loading the tables of Unicode takes its time. */
  private static String composed(String name) {
    boolean ascii = name.chars().allMatch(c -> c < 128);
    return ascii ? name : Normalizer.normalize(name, Normalizer.Form.NFC);
  }
}
