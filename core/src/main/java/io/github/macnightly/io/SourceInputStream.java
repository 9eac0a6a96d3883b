package io.github.macnightly.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A source read from its first byte to its last. */
final class SourceInputStream extends InputStream {

  private final Source source;
  private long position;

  SourceInputStream(Source source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = source.read(position, ByteBuffer.wrap(bytes, offset, length));
    if (count > 0) {
      position += count;
    }
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, source.size() - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(0, source.size() - position));
  }
}
