package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names in one directory: none of them twice, and no more than can be held in memory together.
 * A name that repeats is refused where it does, for one node can list one key hundreds of times.
 */
final class Listing {

  /** A directory may not take more memory than this, in bytes, with those that led to it. */
  private static final int MAX_FOOTPRINT = 40 << 20;

  /** What an entry takes with its inode, beside the characters of its name. */
  private static final int ENTRY_BYTES = 264;

  private final long directory;
  private final List<DirectoryEntry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private int footprint;

  /**
   * Starts without entries.
   *
   * @param above bytes of memory that other listings take meanwhile
   */
  Listing(long directory, int above) {
    this.directory = directory;
    this.footprint = above;
  }

  /** Adds a name. */
  void add(DirectoryEntry entry) throws CorruptException, LimitExceededException {
    footprint += ENTRY_BYTES + 2 * entry.name().length();
    if (footprint > MAX_FOOTPRINT) {
      throw new LimitExceededException(
          ApfsContainer.FORMAT,
          -1,
          "memory for the entries of directory " + directory,
          MAX_FOOTPRINT);
    }
    if (!names.add(entry.name())) {
      throw new CorruptException(
          ApfsContainer.FORMAT,
          -1,
          "directory %d lists '%s' twice".formatted(directory, entry.name()));
    }
    entries.add(entry);
  }

  /** Returns the names in the order in which they were added, after the last was. */
  List<DirectoryEntry> entries() {
    names.clear();
    return entries;
  }

  /** Returns about how many bytes of memory this takes, with the listings above it. */
  int footprint() {
    return footprint;
  }
}
