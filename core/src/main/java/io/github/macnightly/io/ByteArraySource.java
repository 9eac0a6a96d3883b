package io.github.macnightly.io;

import java.nio.ByteBuffer;

/** Bytes in memory. */
record ByteArraySource(byte[] bytes) implements Source {

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public int read(long offset, ByteBuffer target) {
    if (offset >= bytes.length) {
      return target.hasRemaining() ? -1 : 0;
    }
    int count = Math.min(target.remaining(), bytes.length - (int) offset);
    target.put(bytes, (int) offset, count);
    return count;
  }
}
