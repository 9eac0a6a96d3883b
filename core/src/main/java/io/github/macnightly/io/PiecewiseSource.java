package io.github.macnightly.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A source whose bytes lie in pieces: the extents of a fork, the chunks of an image, the bands of a
 * bundle. It divides a read at the ends of the pieces; what a piece is, is the business of those
 * that extend it.
 */
public abstract class PiecewiseSource implements Source {

  private static final int ZEROS = 64 << 10;

  @Override
  public final int read(long offset, ByteBuffer target) throws IOException {
    if (!target.hasRemaining()) {
      return 0;
    }
    if (offset >= size()) {
      return -1;
    }
    int start = target.position();
    int limit = target.limit();
    target.limit(start + (int) Math.min(target.remaining(), size() - offset));
    try {
      while (target.hasRemaining()) {
        readPiece(offset + target.position() - start, target);
      }
      return target.position() - start;
    } finally {
      target.limit(limit);
    }
  }

  /**
   * Puts the bytes from a place up to the end of its piece, or up to the limit of the target when
   * that comes first; at least one.
   *
   * @param offset bytes from the start, before the end
   * @param target has room; its limit stays as it is
   * @throws IOException when the piece cannot be read
   */
  protected abstract void readPiece(long offset, ByteBuffer target) throws IOException;

  /**
   * Puts {@code count} bytes of another source, fewer where the target takes fewer.
   *
   * @return whether the other source had them all
   * @throws IOException when it cannot be read
   */
  protected static boolean copy(Source from, long offset, long count, ByteBuffer target)
      throws IOException {
    int start = target.position();
    int limit = target.limit();
    target.limit(start + (int) Math.min(count, target.remaining()));
    try {
      while (target.hasRemaining()) {
        if (from.read(offset + target.position() - start, target) <= 0) {
          return false;
        }
      }
      return true;
    } finally {
      target.limit(limit);
    }
  }

  /** Puts {@code count} zeros, fewer where the target takes fewer. */
  protected static void zeros(long count, ByteBuffer target) {
    byte[] zeros = new byte[(int) Math.min(ZEROS, Math.min(count, target.remaining()))];
    for (long left = Math.min(count, target.remaining()); left > 0; left -= zeros.length) {
      target.put(zeros, 0, (int) Math.min(zeros.length, left));
    }
  }
}
