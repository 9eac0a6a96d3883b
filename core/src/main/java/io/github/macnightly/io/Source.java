package io.github.macnightly.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Bytes that can be read at any place: a file, a part of one, or something decoded on the fly.
 * Implementations are safe for use by several threads at once.
 */
public interface Source extends Closeable {

  /** Returns the number of bytes. */
  long size();

  /**
   * Reads bytes from a place, as many as the buffer takes or the source has.
   *
   * @param offset bytes from the start, not negative
   * @param target where the bytes go
   * @return the number of bytes read, 0 only when {@code target} is full, -1 at or after the end
   * @throws IOException when the medium fails or the bytes cannot be decoded
   */
  int read(long offset, ByteBuffer target) throws IOException;

  /**
   * Reads exactly {@code length} bytes. The caller has checked the length against a limit.
   *
   * @return a big-endian buffer, ready for reading
   * @throws CorruptException when the range is not wholly inside the source
   */
  default ByteBuffer read(long offset, int length) throws IOException {
    requireInside("data", offset, length);
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (read(offset + buffer.position(), buffer) < 0) {
        throw new CorruptException("data", offset + buffer.position(), "input ends too early");
      }
    }
    return buffer.flip();
  }

  /**
   * Checks that a range lies inside.
   *
   * @param format the format named in the refusal
   * @throws CorruptException when it does not
   */
  default void requireInside(String format, long offset, long length) throws CorruptException {
    if (offset < 0 || length < 0 || offset > size() - length) {
      throw new CorruptException(
          format, offset, "range " + offset + "+" + length + " is outside of " + size() + " bytes");
    }
  }

  /**
   * Returns a part of this source. Closing the part does not close the whole.
   *
   * @throws CorruptException when the part is not wholly inside
   */
  default Source slice(long offset, long length) throws CorruptException {
    requireInside("data", offset, length);
    return new SliceSource(this, offset, length);
  }

  /** Returns the bytes in order; the stream reads ahead and need not be closed. */
  default InputStream stream() {
    return new SourceInputStream(this);
  }

  @Override
  default void close() throws IOException {}

  /**
   * Opens a file.
   *
   * @throws IOException when it cannot be opened
   */
  static Source open(Path file) throws IOException {
    return new FileSource(file);
  }

  /** Wraps bytes, which must not be changed afterwards. */
  static Source of(byte[] bytes) {
    return new ByteArraySource(bytes);
  }
}
