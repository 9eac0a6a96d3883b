package io.github.macnightly.xar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which bytes of the heap the table of contents speaks for. What it does not speak for is covered
 * by no checksum, and so by no signature.
 */
final class Coverage {

  private record Extent(long offset, long length) {}

  private final List<Extent> extents = new ArrayList<>();

  /** Adds an extent that is known to lie inside the heap. */
  void add(long offset, long length) {
    if (length > 0) {
      extents.add(new Extent(offset, length));
    }
  }

  /** Returns where the last extent ends, in bytes from the start of the heap. */
  long end() {
    return extents.stream().mapToLong(e -> e.offset + e.length).max().orElse(0);
  }

  /** Returns the number of bytes before the end that no extent has. */
  long gaps() {
    extents.sort(Comparator.comparingLong(Extent::offset));
    long gaps = 0;
    long position = 0;
    for (Extent extent : extents) {
      gaps += Math.max(0, extent.offset - position);
      position = Math.max(position, extent.offset + extent.length);
    }
    return gaps;
  }
}
