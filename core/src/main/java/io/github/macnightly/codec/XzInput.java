package io.github.macnightly.codec;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Packed bytes of a source as they are needed, in an array with {@link Lzma2Decoder#SLACK} bytes
 * behind them.
 */
final class XzInput {

  /** What is read at once; larger than the longest chunk of LZMA2. */
  private static final int SIZE = 1 << 17;

  private final byte[] bytes = new byte[SIZE + Lzma2Decoder.SLACK];
  private Source source = Source.of(new byte[0]);
  private long next;
  private long last;
  private int at;
  private int end;

  /** Goes to a part of a source. */
  void open(Source packed, long from, long length) {
    source = packed;
    next = from;
    last = from + length;
    at = 0;
    end = 0;
  }

  /** Returns the array, which stays the same. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns the place of the next byte in the array. */
  int at() {
    return at;
  }

  /** Returns where the bytes that are there end. */
  int end() {
    return end;
  }

  /** Returns the place of the next byte in the source. */
  long position() {
    return next - (end - at);
  }

  /** Goes to another place between the next byte and the end. */
  void goTo(int place) {
    at = place;
  }

  /** Makes so many bytes be there, or all that are left. */
  void fill(int wanted) throws IOException {
    if (end - at >= wanted || next == last) {
      return;
    }
    System.arraycopy(bytes, at, bytes, 0, end - at);
    end -= at;
    at = 0;
    int count = 0;
    while (count >= 0 && end < wanted && next < last) {
      int most = (int) Math.min(SIZE - end, last - next);
      count = source.read(next, ByteBuffer.wrap(bytes, end, most));
      end += Math.max(0, count);
      next += Math.max(0, count);
    }
    last = count < 0 ? next : last;
  }

  /** Skips bytes and says whether they stand there. */
  boolean skip(byte[] expected) throws IOException {
    int done = 0;
    while (done < expected.length) {
      int count = Math.min(expected.length - done, SIZE / 2);
      fill(count);
      if (end - at < count || !Arrays.equals(bytes, at, at + count, expected, done, done + count)) {
        return false;
      }
      at += count;
      done += count;
    }
    return true;
  }
}
