package io.github.macnightly.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A part of another source. */
record SliceSource(Source whole, long start, long size) implements Source {

  @Override
  public int read(long offset, ByteBuffer target) throws IOException {
    if (offset >= size) {
      return target.hasRemaining() ? -1 : 0;
    }
    if (target.remaining() <= size - offset) {
      return whole.read(start + offset, target);
    }
    int limit = target.limit();
    target.limit(target.position() + (int) (size - offset));
    try {
      return whole.read(start + offset, target);
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public Source slice(long offset, long length) throws CorruptException {
    requireInside("data", offset, length);
    return new SliceSource(whole, start + offset, length);
  }
}
