package io.github.macnightly.udif;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The decoded disk: chunks are decoded when they are read, the last ones are kept. */
final class UdifDisk implements Source {

  static final long CACHE_BYTES = 16 << 20;

  private static final byte[] ZEROS = new byte[1 << 13];
  private static final int STRIPES = 16;

  private final Source file;
  private final ChunkMap map;
  private final long size;
  private final ChunkCache cache;

  /** One lock for each of a few groups of chunks, so that no chunk is decoded by two at once. */
  private final Object[] stripes = new Object[STRIPES];

  UdifDisk(Source file, ChunkMap map, long size, long cacheBytes) {
    this.file = file;
    this.map = map;
    this.size = size;
    this.cache = new ChunkCache(cacheBytes);
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Object();
    }
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
      target.put(chunk(index), (int) (at - run.start()), inside);
    }
  }

  private void copyRaw(long at, ByteBuffer target, int length) throws IOException {
    int limit = target.limit();
    target.limit(target.position() + length);
    try {
      for (long from = at; target.hasRemaining(); ) {
        int count = file.read(from, target);
        if (count < 0) {
          throw new CorruptException(UdifTrailer.FORMAT, from, "file has become shorter");
        }
        from += count;
      }
    } finally {
      target.limit(limit);
    }
  }

  private byte[] chunk(int index) throws IOException {
    byte[] chunk = cache.get(index);
    if (chunk != null) {
      return chunk;
    }
    synchronized (stripes[index % STRIPES]) {
      chunk = cache.get(index);
      if (chunk == null) {
        chunk = ChunkDecoder.decode(map.get(index), file);
        cache.put(index, chunk);
      }
      return chunk;
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
