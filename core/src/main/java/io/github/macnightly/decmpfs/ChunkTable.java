package io.github.macnightly.decmpfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The table of the chunks in a resource fork, read a window at a time because its length is not
 * bounded but by the fork. Both kinds are little-endian and take eight bytes for a chunk: an offset
 * and a length, or an offset and that of the next chunk, which is shared. Not safe for use by
 * several threads.
 */
final class ChunkTable {

  private static final int RESOURCE_HEADER = 16;
  private static final int WINDOW = 2048;

  /** Bytes of an entry, and from one to the next where they share an offset. */
  private static final int ENTRY = 8;

  private static final int SHARED = 4;

  private final Source fork;
  private final long chunks;
  private final long base;
  private final long entries;
  private final int step;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;
  private long packed;

  private ChunkTable(Source fork, long chunks, long base, int step) {
    this.fork = fork;
    this.chunks = chunks;
    this.base = base;
    this.entries = step == ENTRY ? base + 4 : base;
    this.step = step;
  }

  /**
   * Opens the table of a fork with resources: its header says where the data are, these start with
   * their length, and there the table stands, a number of chunks before it. Offsets count from
   * behind the length.
   */
  static ChunkTable ofResource(Source fork, long chunks) throws IOException {
    fork.requireInside(Decmpfs.FORMAT, 0, RESOURCE_HEADER);
    long table = Integer.toUnsignedLong(fork.read(0, RESOURCE_HEADER).getInt(0)) + 4;
    fork.requireInside(Decmpfs.FORMAT, table, 4);
    long counted = unsignedInt(littleEndian(fork, table, 4), 0);
    if (counted != chunks) {
      throw new CorruptException(
          Decmpfs.FORMAT, table, "table has %d chunks, wanted %d".formatted(counted, chunks));
    }
    if (chunks > (fork.size() - table - 4) / ENTRY) {
      throw tooShort(table, chunks, fork);
    }
    return new ChunkTable(fork, chunks, table, ENTRY);
  }

  /**
   * Opens the table at the start of a fork. The first offset is also the length of the table, which
   * may be longer than needed and is then filled with zeros.
   */
  static ChunkTable ofOffsets(Source fork, long chunks) throws IOException {
    fork.requireInside(Decmpfs.FORMAT, 0, ENTRY);
    long length = unsignedInt(littleEndian(fork, 0, 4), 0);
    if (length > fork.size() || chunks > length / 4 - 1) {
      throw tooShort(length, chunks, fork);
    }
    return new ChunkTable(fork, chunks, 0, SHARED);
  }

  private static CorruptException tooShort(long table, long chunks, Source fork) {
    return new CorruptException(
        Decmpfs.FORMAT,
        table,
        "table of %d chunks does not fit into a fork of %d bytes".formatted(chunks, fork.size()));
  }

  /**
   * Reads a chunk as it is packed. A fork cannot hold more than its size: when the chunks do, they
   * overlap, and a small fork could pose as a huge file.
   *
   * @param number of the chunk, from 0
   * @param limit the longest chunk there can be, in bytes
   */
  Chunk read(long number, int limit) throws IOException {
    ByteBuffer entry = entry(entries + step * number);
    long start = unsignedInt(entry, 0);
    long length = unsignedInt(entry, 4) - (step == SHARED ? start : 0);
    if (length <= 0 || length > limit) {
      throw corrupt(number, start, length + " bytes, wanted 1 to " + limit);
    }
    packed += length;
    boolean inTable = base + start < entries + step * chunks;
    if (inTable || base + start > fork.size() - length || packed > fork.size()) {
      throw corrupt(number, start, "%d bytes, which are not its own".formatted(length));
    }
    byte[] bytes = new byte[(int) length];
    fork.read(base + start, bytes.length).get(bytes);
    return new Chunk(base + start, bytes);
  }

  private CorruptException corrupt(long number, long start, String has) {
    return new CorruptException(
        Decmpfs.FORMAT, base + start, "chunk %d of %d has %s".formatted(number, chunks, has));
  }

  private ByteBuffer entry(long at) throws IOException {
    if (window.capacity() == 0 || at > windowStart + window.capacity() - ENTRY) {
      long left = entries + step * chunks + (ENTRY - step) - at;
      window = littleEndian(fork, at, (int) Math.min(WINDOW, left));
      windowStart = at;
    }
    return window.slice((int) (at - windowStart), ENTRY).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer littleEndian(Source fork, long offset, int length) throws IOException {
    return fork.read(offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long unsignedInt(ByteBuffer bytes, int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }

  /** A packed chunk and where it was found in the fork. */
  record Chunk(long offset, byte[] bytes) {}
}
