package io.github.macnightly.decmpfs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The content of a file whose resource fork holds it in chunks. Every chunk but the last has 65,536
 * bytes of content. The first failure is remembered and thrown by every later read.
 */
final class ChunkStream extends InputStream {

  static final int CHUNK = 1 << 16;

  /** A chunk that does not shrink is stored, so one longer than this is damaged. */
  private static final int MAX_PACKED = 2 * CHUNK;

  private final ChunkTable table;
  private final Packing packing;
  private final long size;
  private long unpacked;
  private byte[] chunk = new byte[0];
  private int position;
  private IOException failure;

  ChunkStream(ChunkTable table, Packing packing, long size) {
    this.table = table;
    this.packing = packing;
    this.size = size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (position == chunk.length && !nextChunk()) {
      return -1;
    }
    int count = Math.min(length, chunk.length - position);
    System.arraycopy(chunk, position, bytes, offset, count);
    position += count;
    return count;
  }

  private boolean nextChunk() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (unpacked == size) {
      return false;
    }
    try {
      ChunkTable.Chunk packed = table.read(unpacked / CHUNK, MAX_PACKED);
      int expected = (int) Math.min(CHUNK, size - unpacked);
      chunk = packing.unpack(packed.offset(), packed.bytes(), expected);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    position = 0;
    unpacked += chunk.length;
    return true;
  }
}
