package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What an LZ77 decoder has written so far, of an exact size.
 *
 * <p>Most strings are shorter than 16 bytes, for which a call of {@code System.arraycopy} costs
 * more than the copying. So they go by words of eight bytes, which may run over the end of the
 * string; what follows overwrites that. Close to the end of either array nothing runs over.
 */
final class LzOutput {

  /** Reads and writes the eight bytes at any index of an array; faster than a byte buffer. */
  static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Up to here two words are written without asking whether one would do. */
  private static final int WORDS = 16;

  /** Up to here a loop over words beats {@code System.arraycopy}. */
  private static final int SHORT = 64;

  private final PackedChunk chunk;
  private final byte[] bytes;
  private int position;

  LzOutput(PackedChunk chunk, int expected) {
    this.chunk = chunk;
    this.bytes = new byte[expected];
  }

  /** Returns how many bytes have been written. */
  int position() {
    return position;
  }

  /**
   * Returns all bytes.
   *
   * @throws CorruptException when there are fewer than expected
   */
  byte[] complete() throws CorruptException {
    if (position != bytes.length) {
      throw chunk.endsAfter(position, bytes.length);
    }
    return bytes;
  }

  /**
   * Appends bytes that stand in the input.
   *
   * @param from together with {@code length} inside {@code source}, as the caller has made sure
   */
  void literals(byte[] source, int from, int length) throws CorruptException {
    int to = position;
    if (length > bytes.length - to) {
      throw chunk.longerThan(bytes.length);
    }
    position = to + length;
    if (length <= WORDS && from <= source.length - WORDS && to <= bytes.length - WORDS) {
      WORD.set(bytes, to, (long) WORD.get(source, from));
      WORD.set(bytes, to + 8, (long) WORD.get(source, from + 8));
    } else {
      System.arraycopy(source, from, bytes, to, length);
    }
  }

  /**
   * Repeats what was written {@code distance} bytes ago.
   *
   * @throws CorruptException when that is before the start
   */
  void match(int distance, int length) throws CorruptException {
    int to = position;
    if (distance <= 0 || distance > to) {
      throw new CorruptException(
          chunk.format(),
          chunk.offset(),
          chunk.codec() + " data reaches back " + distance + " bytes after " + to);
    }
    if (length > bytes.length - to) {
      throw chunk.longerThan(bytes.length);
    }
    position = to + length;
    if (distance >= 8 && length <= SHORT && to <= bytes.length - SHORT) {
      repeatByWords(to, distance, length);
    } else {
      repeatExactly(to, distance, length);
    }
  }

  private void repeatByWords(int start, int distance, int length) {
    int end = start + length;
    for (int to = start; to < end; to += 8) {
      WORD.set(bytes, to, (long) WORD.get(bytes, to - distance));
    }
  }

  private void repeatExactly(int to, int distance, int length) {
    if (distance == 1) {
      Arrays.fill(bytes, to, to + length, bytes[to - 1]);
    } else if (distance < length && length <= SHORT) {
      for (int end = to + length, at = to; at < end; at++) {
        bytes[at] = bytes[at - distance];
      }
    } else {
      repeatPieces(to, distance, length);
    }
  }

  /** Each piece is as long as all that is known, so it begins at the start of a period. */
  private void repeatPieces(int to, int distance, int length) {
    int done = 0;
    while (done < length) {
      int piece = Math.min(distance + done, length - done);
      System.arraycopy(bytes, to - distance, bytes, to + done, piece);
      done += piece;
    }
  }
}
