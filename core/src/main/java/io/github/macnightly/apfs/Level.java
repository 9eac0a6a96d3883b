package io.github.macnightly.apfs;

/**
 * How far down a directory's entries are, which all of them share.
 *
 * @param depth directories above, 0 for the root
 * @param footprint about how many bytes of memory the listings take that led here
 */
record Level(int depth, int footprint) {

  static final Level ROOT = new Level(0, 0);

  /** Returns the level of the entries in a directory of this level. */
  Level below(int listings) {
    return new Level(depth + 1, listings);
  }
}
