package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The attribute {@code com.apple.decmpfs} of a compressed file: a magic number, how the content is
 * stored, its size, and small content itself. These three are little-endian, unlike all else.
 */
record Compression(long type, long size, byte[] payload) {

  static final String ATTRIBUTE = "com.apple.decmpfs";

  private static final String FORMAT = "decmpfs";
  private static final int HEADER = 16;
  private static final int MAGIC = 0x636D7066; // "fpmc" when read as bytes
  private static final int STORED = 1;
  private static final int ZLIB = 3;
  private static final int ZLIB_IN_RESOURCE_FORK = 4;
  private static final int MAX_INLINE = 16 << 20;

  static Compression read(byte[] attribute) throws CorruptException {
    if (attribute.length < HEADER) {
      throw new CorruptException(FORMAT, -1, "attribute has only " + attribute.length + " bytes");
    }
    ByteBuffer header = ByteBuffer.wrap(attribute).order(ByteOrder.LITTLE_ENDIAN);
    long size = header.getLong(8);
    if (header.getInt(0) != MAGIC || size < 0) {
      throw new CorruptException(FORMAT, -1, "attribute has no usable header");
    }
    byte[] payload = Arrays.copyOfRange(attribute, HEADER, attribute.length);
    return new Compression(Integer.toUnsignedLong(header.getInt(4)), size, payload);
  }

  /** Returns whether the resource fork holds the content, and so is not one. */
  boolean usesResourceFork() {
    return type % 2 == 0;
  }

  /** Opens the content; {@code resourceFork} is asked for only when it holds the content. */
  InputStream open(ForkOpener resourceFork) throws IOException {
    if (type == ZLIB_IN_RESOURCE_FORK) {
      return new CompressedChunks(resourceFork.open(), size);
    }
    if (type == STORED) {
      requireExact(payload.length);
      return new ByteArrayInputStream(payload);
    }
    if (type == ZLIB) {
      return inflatePayload();
    }
    throw new UnsupportedFormatException(
        FORMAT, -1, "compression of type " + type + " is not read");
  }

  private InputStream inflatePayload() throws IOException {
    if (size > MAX_INLINE) {
      throw new LimitExceededException(FORMAT, 8, "inline content of " + size, MAX_INLINE);
    }
    return new ByteArrayInputStream(CompressedChunks.decode(0, payload, (int) size));
  }

  private void requireExact(int length) throws CorruptException {
    if (length != size) {
      throw new CorruptException(
          FORMAT, HEADER, "content has %d bytes, wanted %d".formatted(length, size));
    }
  }

  /** Opens the resource fork. */
  @FunctionalInterface
  interface ForkOpener {
    Source open() throws IOException;
  }
}
