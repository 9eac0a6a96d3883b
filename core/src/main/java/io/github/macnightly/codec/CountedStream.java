package io.github.macnightly.codec;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The packed side of a decoder: knows how far it was read, and remembers a failure of its own so
 * that the decoder cannot disguise it as damage of the data.
 */
final class CountedStream extends FilterInputStream {

  private long position;
  private IOException failure;

  CountedStream(InputStream in) {
    super(new BufferedInputStream(in, 1 << 16));
  }

  long position() {
    return position;
  }

  IOException failure() {
    return failure;
  }

  @Override
  public int read() throws IOException {
    try {
      int value = in.read();
      position += value < 0 ? 0 : 1;
      return value;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int count = in.read(bytes, offset, length);
      position += Math.max(0, count);
      return count;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
