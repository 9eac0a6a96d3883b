package io.github.macnightly.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Remembers whether reading from the archive failed. */
final class MarkedStream extends FilterInputStream {

  private boolean failed;

  MarkedStream(InputStream in) {
    super(in);
  }

  boolean failed() {
    return failed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    failed = true;
    int count = in.read(bytes, offset, length);
    failed = false;
    return count;
  }

  @Override
  public void close() {
    // The archive goes on after this member.
  }
}
