package io.github.macnightly.hfs;

import io.github.macnightly.io.LimitExceededException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One way through a volume from its root. Hard links to directories can show a small volume as a
 * huge tree, so what is listed below such links is counted; each visit counts for itself.
 */
final class Visit {

  private static final long MAX_BELOW_LINKS = 250_000;

  private final HfsVolume volume;
  private final AtomicLong belowLinks = new AtomicLong();

  Visit(HfsVolume volume) {
    this.volume = volume;
  }

  HfsVolume volume() {
    return volume;
  }

  /** Counts a directory that was listed below a link, with its entries. */
  void countBelowLinks(long directory, int entries) throws LimitExceededException {
    if (belowLinks.addAndGet(1L + entries) > MAX_BELOW_LINKS) {
      throw new LimitExceededException(
          HfsVolume.FORMAT,
          directory,
          "number of entries below directory hard links",
          MAX_BELOW_LINKS);
    }
  }
}
