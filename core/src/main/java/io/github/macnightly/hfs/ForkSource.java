package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.PiecewiseSource;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a fork, gathered from its extents; neighbouring extents have been joined. */
final class ForkSource extends PiecewiseSource {

  private final Source volume;
  private final ExtentList extents;
  private final long size;

  /** The extents have been checked to hold {@code size} bytes and to lie inside the volume. */
  ForkSource(Source volume, ExtentList extents, long size) {
    this.volume = volume;
    this.extents = extents;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  protected void readPiece(long offset, ByteBuffer target) throws IOException {
    int extent = extents.containing(offset);
    long inside = offset - extents.forkOffset(extent);
    long count = extents.length(extent) - inside;
    if (!copy(volume, extents.volumeOffset(extent) + inside, count, target)) {
      throw new CorruptException(HfsVolume.FORMAT, offset, "the volume ends inside a fork");
    }
  }
}
