package io.github.macnightly.codec;

import io.github.macnightly.io.LimitExceededException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that may not become longer than a limit. */
final class LimitedStream extends FilterInputStream {

  private final String format;
  private final String what;
  private final long limit;
  private long position;

  LimitedStream(InputStream in, String format, String what, long limit) {
    super(in);
    this.format = format;
    this.what = what;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    advance(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    advance(count);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    advance(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void advance(long count) throws LimitExceededException {
    position += Math.max(0, count);
    if (position > limit) {
      throw new LimitExceededException(format, limit, what, limit);
    }
  }
}
