package io.github.macnightly.extract;

import io.github.macnightly.io.CorruptException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * Content that ends in an error when there is more or less of it than its entry says, for which
 * room has been looked for, and once the work has been stopped.
 */
final class BoundedStream extends FilterInputStream {

  private final Schedule schedule;
  private long left;

  BoundedStream(InputStream in, long size, Schedule schedule) {
    super(in);
    this.schedule = schedule;
    this.left = size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (schedule.isStopped()) {
      throw new InterruptedIOException("extraction was stopped");
    }
    int count = super.read(bytes, offset, length);
    left -= Math.max(0, count);
    if (left < 0) {
      throw new CorruptException("content", -1, "is longer than the entry says");
    }
    if (count < 0 && left > 0) {
      throw new CorruptException(
          "content", -1, "is " + left + " bytes shorter than the entry says");
    }
    return count;
  }
}
