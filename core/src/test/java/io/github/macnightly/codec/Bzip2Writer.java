package io.github.macnightly.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * Writes bzip2 streams as no compressor does: of one block, its text in the 16 bytes from ` to o,
 * without regard to runs, in codes of five bits. Everything therefore stands at a known bit.
 */
final class Bzip2Writer {

  private static final long END_OF_STREAM = 0x177245385090L;
  private static final int CHECKSUM = 80;
  private static final int RANDOMISED = 112;

  private static final int FIRST_SELECTOR = 187;

  /** The 16 bytes of one row of the table of used bytes. */
  static final int FIRST = 0x60;

  static final int LETTERS = 16;
  private static final int END = LETTERS + 1;
  private static final int LENGTH = 5;

  private Bzip2Writer() {}

  /** Returns where the first code table begins: how long its first code is. */
  static int tables(int groups) {
    return FIRST_SELECTOR + groups;
  }

  /** Returns where the codes themselves begin. */
  static int symbols(int groups) {
    return tables(groups) + 2 * (LENGTH + END + 1);
  }

  /**
   * Writes a stream.
   *
   * @param text of the block, bytes from 60 to 6f in hexadecimal
   * @param plain what it unpacks to, for the checksum
   */
  static byte[] stream(byte[] text, byte[] plain) {
    Integer[] rows = new Integer[text.length];
    Arrays.setAll(rows, i -> i);
    Arrays.sort(rows, Comparator.comparing(i -> rotation(text, i)));
    List<Integer> ranks = new ArrayList<>();
    for (int letter = 0; letter < LETTERS; letter++) {
      ranks.add(letter);
    }
    List<Integer> symbols = new ArrayList<>();
    int run = 0;
    for (int row : rows) {
      int letter = text[(row + text.length - 1) % text.length] - FIRST;
      int rank = ranks.indexOf(letter);
      run++;
      if (rank != 0) {
        addRun(symbols, run - 1);
        run = 0;
        symbols.add(rank + 1);
        ranks.add(0, ranks.remove(rank));
      }
    }
    addRun(symbols, run);
    symbols.add(END);
    int checksum = text.length == 0 ? 0 : Bzip2Checksum.of(plain, 0, plain.length);
    return stream(symbols, Arrays.asList(rows).indexOf(0), checksum);
  }

  private static String rotation(byte[] text, int from) {
    String all = new String(text, StandardCharsets.US_ASCII);
    return all.substring(from) + all.substring(0, from);
  }

  private static void addRun(List<Integer> symbols, int length) {
    for (int rest = length; rest > 0; rest = (rest - 1) / 2) {
      symbols.add(1 - rest % 2);
    }
  }

  /** Writes a stream of these symbols, whether they make sense or not. */
  static byte[] stream(List<Integer> symbols, int origin, int checksum) {
    return stream(symbols, origin, checksum, (symbols.size() + 49) / 50);
  }

  /** Writes a stream that names a code for so many groups of symbols, used or not. */
  static byte[] stream(List<Integer> symbols, int origin, int checksum, int groups) {
    StringBuilder bits = new StringBuilder();
    add(bits, 0x425a6839, 32);
    add(bits, 0x314159265359L, 48);
    add(bits, checksum & 0xffffffffL, 32);
    add(bits, 0, 1);
    add(bits, origin, 24);
    add(bits, 0x8000 >> FIRST / LETTERS, 16);
    add(bits, 0xffff, 16);
    add(bits, 2, 3);
    add(bits, groups, 15);
    bits.append("0".repeat(groups));
    for (int table = 0; table < 2; table++) {
      add(bits, LENGTH, 5);
      bits.append("0".repeat(END + 1));
    }
    symbols.forEach(symbol -> add(bits, symbol, LENGTH));
    add(bits, END_OF_STREAM, 48);
    add(bits, checksum & 0xffffffffL, 32);
    bits.append("0".repeat(-bits.length() & 7));
    byte[] bytes = new byte[bits.length() / 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
    }
    return bytes;
  }

  private static void add(StringBuilder bits, long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      bits.append(value >>> i & 1);
    }
  }

  /** Returns a copy with the bits from {@code at} on set to a number. */
  static byte[] with(byte[] stream, int at, int count, long value) {
    byte[] changed = stream.clone();
    for (int i = 0; i < count; i++) {
      int mask = 0x80 >> (at + i & 7);
      boolean one = (value >>> count - 1 - i & 1) != 0;
      changed[at + i >> 3] &= (byte) ~mask;
      changed[at + i >> 3] |= (byte) (one ? mask : 0);
    }
    return changed;
  }

  /** Says in a stream of one block that the block is randomised and has another checksum. */
  static byte[] randomised(byte[] stream, int checksum) {
    int end = stream.length * 8 - 80;
    while (number(stream, end, 48) != END_OF_STREAM) {
      end--;
    }
    byte[] changed = with(stream, RANDOMISED, 1, 1);
    return with(with(changed, CHECKSUM, 32, checksum), end + 48, 32, checksum);
  }

  private static long number(byte[] stream, int at, int count) {
    long number = 0;
    for (int i = at; i < at + count; i++) {
      number = number << 1 | stream[i >> 3] >> (7 - (i & 7)) & 1;
    }
    return number;
  }

  /** What another reader makes of a stream. */
  static byte[] readByOthers(byte[] stream) throws IOException {
    try (InputStream in = new BZip2CompressorInputStream(new ByteArrayInputStream(stream), true)) {
      return in.readAllBytes();
    }
  }
}
