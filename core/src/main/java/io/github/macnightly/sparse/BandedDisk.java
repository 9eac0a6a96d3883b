package io.github.macnightly.sparse;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A disk put together from bands.
 *
 * @param bands where they are stored
 * @param bandSize in bytes
 * @param size of the disk in bytes
 */
record BandedDisk(Bands bands, long bandSize, long size) implements Source {

  private static final int ZEROS = 64 << 10;

  @Override
  public int read(long offset, ByteBuffer target) throws IOException {
    if (!target.hasRemaining()) {
      return 0;
    }
    if (offset >= size) {
      return -1;
    }
    int start = target.position();
    int limit = target.limit();
    long end = offset + Math.min(target.remaining(), size - offset);
    try {
      for (long at = offset; at < end; ) {
        long within = at % bandSize;
        int count = (int) Math.min(end - at, bandSize - within);
        target.limit(target.position() + count);
        fill(at / bandSize, within, target);
        at += count;
      }
    } finally {
      target.limit(limit);
    }
    return target.position() - start;
  }

  /** Fills the target from one band, with zeros where nothing is stored. */
  private void fill(long band, long within, ByteBuffer target) throws IOException {
    long at = within;
    while (target.hasRemaining()) {
      int count = bands.read(band, at, target);
      if (count < 0) {
        putZeros(target);
        return;
      }
      at += count;
    }
  }

  private static void putZeros(ByteBuffer target) {
    byte[] zeros = new byte[Math.min(ZEROS, target.remaining())];
    while (target.hasRemaining()) {
      target.put(zeros, 0, Math.min(zeros.length, target.remaining()));
    }
  }

  @Override
  public void close() throws IOException {
    bands.close();
  }
}
