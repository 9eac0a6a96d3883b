package io.github.macnightly.hfs;

/**
 * What the entries of one listing have in common. Whoever walks a tree holds the listings of all
 * directories above the one he is in, so their memory is counted together.
 */
final class Listing {

  private final HfsEntry directory;
  private volatile long footprint;

  Listing(HfsEntry directory) {
    this.directory = directory;
    this.footprint = footprintAbove();
  }

  HfsEntry directory() {
    return directory;
  }

  /** Returns about how many bytes the listings take that lead to this one. */
  long footprintAbove() {
    return directory.listing() == null ? 0 : directory.listing().footprint;
  }

  /** Says how many bytes this listing takes together with those above. */
  void setFootprint(long bytes) {
    footprint = bytes;
  }
}
