package io.github.macnightly.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file, read at absolute positions; its size is the one it had when it was opened. */
final class FileSource implements Source {

  private final FileChannel channel;
  private final long size;

  FileSource(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
    size = channel.size();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long offset, ByteBuffer target) throws IOException {
    return channel.read(target, offset);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
