package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a fork, gathered from its extents; neighbouring extents have been joined. */
final class ForkSource implements Source {

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
  public int read(long offset, ByteBuffer target) throws IOException {
    if (offset >= size) {
      return target.hasRemaining() ? -1 : 0;
    }
    int wanted = (int) Math.min(target.remaining(), size - offset);
    int limit = target.limit();
    try {
      for (int done = 0; done < wanted; ) {
        done += readFromOneExtent(offset + done, wanted - done, target);
      }
    } finally {
      target.limit(limit);
    }
    return wanted;
  }

  private int readFromOneExtent(long offset, int wanted, ByteBuffer target) throws IOException {
    int extent = extents.containing(offset);
    long inside = offset - extents.forkOffset(extent);
    int count = (int) Math.min(wanted, extents.length(extent) - inside);
    target.limit(target.position() + count);
    int read = volume.read(extents.volumeOffset(extent) + inside, target);
    if (read <= 0) {
      throw new CorruptException(HfsVolume.FORMAT, offset, "the volume ends inside a fork");
    }
    return read;
  }
}
