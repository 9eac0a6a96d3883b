package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** What the entries of one directory must keep to: no name twice, no more than can be borne. */
final class ListingRules {

  /** A directory with more entries is not from a disk image that anybody wants to install. */
  private static final int MAX_ENTRIES = 250_000;

  /** A directory may not take more memory than this, in bytes, with those that led to it. */
  private static final long MAX_FOOTPRINT = 56L << 20;

  /** What an entry and its name take beside the record and the characters. */
  private static final int ENTRY_BYTES = 80;

  /** What a name in a set takes beside its characters. */
  private static final int SET_BYTES = 96;

  private final long directory;
  private final NameOrder order;
  private String last = "";
  private boolean distinct;
  private long count;
  private long footprint;

  /**
   * Makes the rules for one listing.
   *
   * @param above bytes of memory that other listings take meanwhile
   */
  ListingRules(long directory, NameOrder order, long above) {
    this.directory = directory;
    this.order = order;
    this.footprint = above;
  }

  /** Returns about how many bytes all listings take together. */
  long footprint() {
    return footprint;
  }

  /**
   * Returns whether a name comes after the one before: then it cannot have been there already. The
   * names of a volume whose writer had another table of letters may be in another order. A name
   * that is shown as another would be is not trusted either.
   */
  boolean ascends(String name) {
    boolean ascends = distinct || !Names.isAmbiguous(name) && order.compare(last, name) < 0;
    last = name;
    return ascends;
  }

  /** Compares every name as it is shown with every other, once and for all. */
  void requireDistinct(NameSource names) throws IOException {
    Set<String> seen = new HashSet<>();
    long before = footprint;
    for (String name = names.next(); name != null; name = names.next()) {
      if (!seen.add(Names.shown(name))) {
        throw new CorruptException(
            HfsVolume.FORMAT,
            directory,
            "directory " + directory + " lists '" + Names.shown(name) + "' twice");
      }
      grow(SET_BYTES + 2 * name.length());
    }
    footprint = before;
    distinct = true;
  }

  /** Counts an entry. */
  void count(String name, CatalogRecord record) throws LimitExceededException {
    count++;
    if (count > MAX_ENTRIES) {
      throw new LimitExceededException(
          HfsVolume.FORMAT, directory, "number of entries of directory " + directory, MAX_ENTRIES);
    }
    grow(ENTRY_BYTES + 2 * name.length() + record.footprint());
  }

  private void grow(int bytes) throws LimitExceededException {
    footprint += bytes;
    if (footprint > MAX_FOOTPRINT) {
      throw new LimitExceededException(
          HfsVolume.FORMAT,
          directory,
          "memory for the entries of directory " + directory,
          MAX_FOOTPRINT);
    }
  }

  /** Refuses a directory that lists fewer entries than it says it has. */
  void requireCount(long valence) throws CorruptException {
    if (count < valence) {
      throw new CorruptException(
          HfsVolume.FORMAT,
          directory,
          "directory %d counts %d entries, but %d are listed".formatted(directory, valence, count));
    }
  }

  /** Gives the names of a directory, and null after the last. */
  @FunctionalInterface
  interface NameSource {
    String next() throws IOException;
  }
}
