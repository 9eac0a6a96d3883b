package io.github.macnightly.hfs;

import io.github.macnightly.codec.Codecs;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * The content of a compressed file from its resource fork. After the classic header, which says
 * where the data start, comes their length, then a little-endian table of the chunks with offsets
 * that count from behind the length. Every chunk but the last holds 65,536 bytes.
 */
final class CompressedChunks extends InputStream {

  private static final String FORMAT = "decmpfs";
  private static final int CHUNK = 1 << 16;

  /** A chunk that does not shrink is stored, so one longer than this is damaged. */
  private static final int MAX_PACKED = 2 * CHUNK;

  private final Source fork;
  private final long size;
  private final long table;
  private long decoded;
  private long chunkNumber;
  private byte[] chunk = new byte[0];
  private int position;
  private IOException failure;

  CompressedChunks(Source fork, long size) throws IOException {
    this.fork = fork;
    this.size = size;
    long start = Integer.toUnsignedLong(fork.read(0, 16).getInt(0));
    this.table = start + 4;
    long chunks = Integer.toUnsignedLong(littleEndian(table, 4).getInt(0));
    if (chunks != (size + CHUNK - 1) / CHUNK) {
      throw new CorruptException(
          FORMAT, table, "%d chunks for %d bytes of content".formatted(chunks, size));
    }
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
    if (decoded == size) {
      return false;
    }
    try {
      chunk = readChunk();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    position = 0;
    decoded += chunk.length;
    chunkNumber++;
    return true;
  }

  private byte[] readChunk() throws IOException {
    ByteBuffer entry = littleEndian(table + 4 + 8 * chunkNumber, 8);
    long offset = table + Integer.toUnsignedLong(entry.getInt(0));
    int length = entry.getInt(4);
    if (length <= 0 || length > MAX_PACKED) {
      throw new CorruptException(
          FORMAT, offset, "chunk has " + Integer.toUnsignedString(length) + " bytes");
    }
    byte[] packed = new byte[length];
    fork.read(offset, length).get(packed);
    return decode(offset, packed, (int) Math.min(CHUNK, size - decoded));
  }

  /** Decodes a chunk, which is a zlib stream, or content behind a byte that no zlib stream has. */
  static byte[] decode(long offset, byte[] packed, int expected) throws IOException {
    boolean stored = packed.length > 0 && (packed[0] & 0x0f) == 0x0f;
    if (!stored) {
      return Codecs.inflate(FORMAT, offset, packed, expected);
    }
    if (packed.length - 1 != expected) {
      throw new CorruptException(
          FORMAT,
          offset,
          "stored chunk has %d bytes, wanted %d".formatted(packed.length - 1, expected));
    }
    return Arrays.copyOfRange(packed, 1, packed.length);
  }

  private ByteBuffer littleEndian(long offset, int length) throws IOException {
    return fork.read(offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
