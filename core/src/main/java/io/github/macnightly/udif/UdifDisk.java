package io.github.macnightly.udif;

import io.github.macnightly.io.PiecewiseSource;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The decoded disk: chunks are decoded when they are read, the last ones are kept. */
final class UdifDisk extends PiecewiseSource {

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
  protected void readPiece(long offset, ByteBuffer target) throws IOException {
    int index = map.indexAt(offset);
    if (index < map.size() && map.get(index).start() <= offset) {
      readRun(index, offset, target);
    } else {
      zeros((index < map.size() ? map.get(index).start() : size) - offset, target);
    }
  }

  private void readRun(int index, long offset, ByteBuffer target) throws IOException {
    Run run = map.get(index);
    long inside = offset - run.start();
    int count = (int) Math.min(target.remaining(), run.end() - offset);
    if (run.type() != ChunkType.RAW) {
      target.put(chunks.chunk(index), (int) inside, count);
    } else if (!copy(file, run.offset() + inside, count, target)) {
      throw UdifTrailer.tooShort(run.offset() + inside);
    }
  }
}
