package io.github.macnightly.extract;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** Content that ends in an error once the work has been stopped: a stream may be very long. */
final class StoppableStream extends FilterInputStream {

  private final Schedule schedule;

  StoppableStream(InputStream in, Schedule schedule) {
    super(in);
    this.schedule = schedule;
  }

  @Override
  public int read() throws IOException {
    check();
    return super.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    check();
    return super.read(bytes, offset, length);
  }

  private void check() throws InterruptedIOException {
    if (schedule.isStopped()) {
      throw new InterruptedIOException("extraction was stopped");
    }
  }
}
