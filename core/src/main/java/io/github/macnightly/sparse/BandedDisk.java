package io.github.macnightly.sparse;

import io.github.macnightly.io.PiecewiseSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A disk put together from bands. */
final class BandedDisk extends PiecewiseSource {

  private final Bands bands;
  private final long bandSize;
  private final long size;

  /**
   * Makes the disk.
   *
   * @param bands where they are stored
   * @param bandSize in bytes
   * @param size of the disk in bytes
   */
  BandedDisk(Bands bands, long bandSize, long size) {
    this.bands = bands;
    this.bandSize = bandSize;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  protected void readPiece(long offset, ByteBuffer target) throws IOException {
    long inside = offset % bandSize;
    int limit = target.limit();
    target.limit(target.position() + (int) Math.min(target.remaining(), bandSize - inside));
    try {
      fill(offset / bandSize, inside, target);
    } finally {
      target.limit(limit);
    }
  }

  /** Fills the target from one band, with zeros where nothing is stored. */
  private void fill(long band, long inside, ByteBuffer target) throws IOException {
    for (long at = inside; target.hasRemaining(); ) {
      int count = bands.read(band, at, target);
      if (count < 0) {
        zeros(target.remaining(), target);
        return;
      }
      at += count;
    }
  }

  @Override
  public void close() throws IOException {
    bands.close();
  }
}
