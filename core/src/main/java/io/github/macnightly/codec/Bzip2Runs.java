package io.github.macnightly.codec;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * The outer run lengths of a bzip2 block: behind four equal bytes stands how many more follow. What
 * lies between two runs is copied at once.
 */
final class Bzip2Runs {

  private static final int RUN = 4;

  private final byte[] plain;
  private int length;

  /** Writes from the start of {@code plain}, block after block. */
  Bzip2Runs(byte[] plain) {
    this.plain = plain;
  }

  /** Returns how many bytes were written. */
  int length() {
    return length;
  }

  /** Writes the text of a block, which are the first {@code size} bytes of {@code text}. */
  void expand(byte[] text, int size) throws DataFormatException {
    int from = 0;
    int run = findRun(text, 0, size);
    while (run + RUN < size) {
      write(text, from, run + RUN);
      repeat(text[run], text[run + RUN] & 0xff);
      from = run + RUN + 1;
      run = findRun(text, from, size);
    }
    if (run + RUN == size) {
      throw new DataFormatException("block ends within a run");
    }
    write(text, from, size);
  }

  /** Returns where the next four equal bytes begin, or {@code size} when there are none. */
  private static int findRun(byte[] text, int from, int size) {
    int at = from;
    while (at + RUN <= size) {
      byte middle = text[at + 1];
      if (middle != text[at + 2]) {
        at += 2; // neither here nor at the next byte, as both runs would hold this pair
      } else if (text[at] != middle) {
        at++;
      } else if (text[at + 3] != middle) {
        at += 3;
      } else {
        return at;
      }
    }
    return size;
  }

  private void write(byte[] text, int from, int to) throws DataFormatException {
    int count = to - from;
    requireRoom(count);
    System.arraycopy(text, from, plain, length, count);
    length += count;
  }

  private void repeat(byte value, int count) throws DataFormatException {
    requireRoom(count);
    Arrays.fill(plain, length, length + count, value);
    length += count;
  }

  private void requireRoom(int count) throws DataFormatException {
    if (count > plain.length - length) {
      throw new DataFormatException("unpacks to more than " + plain.length + " bytes");
    }
  }
}
