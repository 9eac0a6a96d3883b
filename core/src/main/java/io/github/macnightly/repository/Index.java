package io.github.macnightly.repository;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that a repository offers, as its index {@code .pkglist} lists them. */
public final class Index {

  private final Map<String, IndexEntry> entries;
  private final List<Problem> problems;

  private Index(Map<String, IndexEntry> entries, List<Problem> problems) {
    this.entries = Collections.unmodifiableMap(entries);
    this.problems = problems;
  }

  /**
   * Reads an index: lines of {@code md5sum} (text or binary mark, escaped names) or of {@code md5
   * -r}. Of two lines for one name the later counts, and a problem says so if their sums differ.
   *
   * @param file how problems call the index
   * @param text its bytes, UTF-8
   */
  public static Index parse(String file, byte[] text) {
    Map<String, IndexEntry> entries = new LinkedHashMap<>();
    List<Problem> problems =
        Lines.read(file, text, (number, line) -> readLine(number, line, entries));
    return new Index(entries, problems);
  }

  /** Returns what the repository offers, in the order of the index. */
  public Collection<IndexEntry> entries() {
    return entries.values();
  }

  /** Returns the entry with exactly this name. */
  public Optional<IndexEntry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** Returns the lines that cannot be used, or hide an earlier one, in their order. */
  public List<Problem> problems() {
    return problems;
  }

  private static String readLine(int number, String line, Map<String, IndexEntry> entries) {
    IndexLine read = IndexLine.read(line);
    if (read.problem() != null) {
      return read.problem();
    }
    if (read.name().equals(Repository.INDEX_NAME)) {
      return null;
    }
    IndexEntry old = entries.put(read.name(), new IndexEntry(read.name(), read.md5(), number));
    return old == null || old.md5().equals(read.md5())
        ? null
        : Lines.quote(read.name())
            + " is listed twice: this line counts, line "
            + old.line()
            + " not";
  }
}
