package io.github.macnightly.codec;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.tukaani.xz.SeekableInputStream;

/** A source as the decoder with an index wants it, read in larger steps than it asks for. */
final class LzmaSource extends SeekableInputStream {

  private static final int BUFFER = 1 << 16;

  private final Source source;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
  private long start;

  LzmaSource(Source source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(bytes, offset, count);
    return count;
  }

  private boolean fill() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    start += buffer.position();
    buffer.clear();
    int count = source.read(start, buffer);
    buffer.flip();
    return count > 0;
  }

  @Override
  public long length() {
    return source.size();
  }

  @Override
  public long position() {
    return start + buffer.position();
  }

  @Override
  public void seek(long position) throws IOException {
    if (position < 0) {
      throw new IOException("seek to " + position);
    }
    boolean inside = position >= start && position - start <= buffer.limit();
    if (inside) {
      buffer.position((int) (position - start));
    } else {
      start = position;
      buffer.position(0).limit(0);
    }
  }
}
