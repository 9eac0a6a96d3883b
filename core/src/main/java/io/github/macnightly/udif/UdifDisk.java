package io.github.macnightly.udif;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The decoded disk: chunks are decoded when they are read, the last ones are kept. */
final class UdifDisk implements Source {

  private static final byte[] ZEROS = new byte[1 << 13];

  private final Source file;
  private final ChunkStore chunks;
  private final ChunkMap map;
  private final long size;

  /**
   * Makes the disk.
   *
   * @param file where raw chunks are read without a copy
   * @param size in bytes
   */
  UdifDisk(Source file, ChunkStore chunks, long size) {
    this.file = file;
    this.chunks = chunks;
    this.map = chunks.map();
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long offset, ByteBuffer target) throws IOException {
    if (!target.hasRemaining()) {
      return 0;
    }
    if (offset >= size) {
      return -1;
    }
    int start = target.position();
    long at = offset;
    int index = map.indexAt(at);
    while (target.hasRemaining() && at < size) {
      long before = target.position();
      if (index < map.size() && map.get(index).start() <= at) {
        copy(index, at, target);
        index += at + target.position() - before >= map.get(index).end() ? 1 : 0;
      } else {
        long end = index < map.size() ? map.get(index).start() : size;
        zeros(target, end - at);
      }
      at += target.position() - before;
    }
    return target.position() - start;
  }

  private void copy(int index, long at, ByteBuffer target) throws IOException {
    Run run = map.get(index);
    int inside = (int) Math.min(target.remaining(), run.end() - at);
    if (run.type() == ChunkType.RAW) {
      copyRaw(run.offset() + (at - run.start()), target, inside);
    } else {
      target.put(chunks.chunk(index), (int) (at - run.start()), inside);
    }
  }

  private void copyRaw(long at, ByteBuffer target, int length) throws IOException {
    int limit = target.limit();
    target.limit(target.position() + length);
    try {
      for (long from = at; target.hasRemaining(); ) {
        int count = file.read(from, target);
        if (count < 0) {
          throw UdifTrailer.tooShort(from);
        }
        from += count;
      }
    } finally {
      target.limit(limit);
    }
  }

  private static void zeros(ByteBuffer target, long length) {
    int left = (int) Math.min(target.remaining(), length);
    while (left > 0) {
      int count = Math.min(left, ZEROS.length);
      target.put(ZEROS, 0, count);
      left -= count;
    }
  }
}
