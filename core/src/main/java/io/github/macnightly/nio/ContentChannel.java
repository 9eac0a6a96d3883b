package io.github.macnightly.nio;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/** The content of a file, to be read at any place. */
final class ContentChannel implements SeekableByteChannel {

  private static final int BUFFER = 1 << 16;

  /** Reads at a place; the channel calls it for no place behind the end. */
  private interface Reader {
    int read(long position, ByteBuffer target) throws IOException;
  }

  private final long size;
  private final Reader reader;
  private long position;
  private boolean open = true;

  private ContentChannel(long size, Reader reader) {
    this.size = size;
    this.reader = reader;
  }

  static ContentChannel open(Node node) throws IOException {
    Optional<Source> content = node.entry().content();
    Reader reader = content.isPresent() ? content.get()::read : new Rereading(node)::read;
    return new ContentChannel(node.entry().size(), reader);
  }

  @Override
  public synchronized int read(ByteBuffer target) throws IOException {
    requireOpen();
    if (position >= size) {
      return target.hasRemaining() ? -1 : 0;
    }
    int count = reader.read(position, target);
    position += Math.max(0, count);
    return count;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public synchronized long position() throws IOException {
    requireOpen();
    return position;
  }

  @Override
  public synchronized SeekableByteChannel position(long wanted) throws IOException {
    requireOpen();
    if (wanted < 0) {
      throw new IllegalArgumentException("position " + wanted + " is negative");
    }
    position = wanted;
    return this;
  }

  @Override
  public long size() throws IOException {
    requireOpen();
    return size;
  }

  @Override
  public SeekableByteChannel truncate(long wanted) {
    throw new NonWritableChannelException();
  }

  private void requireOpen() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public synchronized void close() {
    open = false;
  }

  /** A compressed file can be read from its start only: going back means to begin again. */
  private static final class Rereading {

    private final Node node;
    private final byte[] buffer = new byte[BUFFER];
    private InputStream in = InputStream.nullInputStream();
    private long at = Long.MAX_VALUE;

    Rereading(Node node) {
      this.node = node;
    }

    int read(long position, ByteBuffer target) throws IOException {
      if (position < at) {
        in = node.stream();
        at = 0;
      }
      in.skipNBytes(position - at);
      at = position;
      int count = in.read(buffer, 0, Math.min(buffer.length, target.remaining()));
      if (count > 0) {
        target.put(buffer, 0, count);
        at += count;
      }
      return count;
    }
  }
}
