package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;

/**
 * Decodes LZBITMAP, the compression of some files on APFS. After the signature {@code ZBM\x09}
 * follow parts, each with its own size and that of its output as 24-bit numbers, little-endian like
 * all of them; a part without output is the last. A part that is six bytes longer than its output
 * holds that output as it is. The others give, behind the two sizes, where in the part three
 * columns begin; literals follow at once.
 *
 * <p>Output is made in groups of eight bytes. A bitmap says for each of them, low bit first,
 * whether it is a literal (1) or a copy of the byte one <em>distance</em> before (0). The third
 * column is a sequence of nibbles, low one first:
 *
 * <ul>
 *   <li>0 to 2: the bitmap is the next byte of the second column, and so many bytes of the first
 *       column are a new distance;
 *   <li>3 to 14: one of the twelve bitmaps in the last 17 bytes of the part, each of eight bits and
 *       two more that say how many bytes of the first column are a new distance;
 *   <li>15 behind one of those: it stands for a run of at least four groups, longer by the nibbles
 *       that follow up to the first below 15.
 * </ul>
 *
 * <p>Each part starts with the distance 8. Distances may reach into earlier parts.
 */
final class LzBitmap {

  private static final int SIGNATURE = 0x094d425a; // "ZBM\x09"
  private static final int STORED_HEADER = 6;
  private static final int HEADER = 15;
  private static final int MAX_PART = 0x8000;
  private static final int LISTED = 12;
  private static final int LIST = 17;
  private static final int FIRST_LISTED = 3;
  private static final int REPEAT = 15;
  private static final int LEAST_REPEAT = 4;

  private final PackedChunk chunk;
  private final byte[] in;
  private final byte[] out;
  private final int[] listed = new int[LISTED];
  private int written;

  /** Where the current part begins and ends. */
  private int start;

  private int end;

  /** Where the current part is read: literals, the first two columns, and nibbles of the third. */
  private int literal;

  private int first;
  private int second;
  private long nibble;
  private int distance;

  private LzBitmap(PackedChunk chunk, int expected) {
    this.chunk = chunk;
    this.in = chunk.bytes();
    this.out = new byte[expected];
  }

  /** Decodes all parts; bytes behind the last are ignored. */
  static byte[] decode(PackedChunk chunk, int expected) throws CorruptException {
    LzBitmap parts = new LzBitmap(chunk, expected);
    parts.signature();
    while (parts.part()) {
      // the part has been appended
    }
    if (parts.written != expected) {
      throw chunk.endsAfter(parts.written, expected);
    }
    return parts.out;
  }

  private void signature() throws CorruptException {
    end = in.length;
    int signature = little(0, 4);
    if (signature != SIGNATURE) {
      throw chunk.damaged(0, String.format("it begins with %08x", signature));
    }
    start = 4;
  }

  private boolean part() throws CorruptException {
    end = in.length;
    int size = little(start, 3);
    int length = little(start + 3, 3);
    if (size < STORED_HEADER || size > in.length - start || length > MAX_PART) {
      throw chunk.damaged(start, "a part of " + size + " bytes for " + length);
    }
    if (length > out.length - written) {
      throw chunk.longerThan(out.length);
    }
    end = start + size;
    if (size == length + STORED_HEADER) {
      System.arraycopy(in, start + STORED_HEADER, out, written, length);
      written += length;
    } else if (length > 0) {
      columns(written + length);
    }
    start = end;
    return length > 0;
  }

  private void columns(int until) throws CorruptException {
    literal = start + HEADER;
    first = start + little(start + 6, 3);
    second = start + little(start + 9, 3);
    nibble = 2L * (start + little(start + 12, 3));
    distance = 8;
    readList();
    while (written < until) {
      groups(until);
    }
  }

  /** Reads twelve numbers of ten bits from the end of the part, low bits first. */
  private void readList() throws CorruptException {
    int at = end - LIST;
    if (at < start + HEADER) {
      throw chunk.damaged(start, "the part has no room for its bitmaps");
    }
    for (int i = 0; i < LISTED; i++) {
      int bit = 10 * i;
      listed[i] = little(at + bit / 8, 2) >> bit % 8 & 0x3ff;
    }
  }

  private void groups(int until) throws CorruptException {
    int code = nibbleAt(nibble++);
    if (code == REPEAT) {
      throw chunk.damaged(start, "a repetition of nothing");
    }
    for (int repeat = repeat(); repeat > 0 && written < until; repeat--) {
      int bitmap =
          code < FIRST_LISTED ? little(second++, 1) | code << 8 : listed[code - FIRST_LISTED];
      changeDistance(bitmap >> 8);
      group(bitmap, Math.min(8, until - written));
    }
  }

  private int repeat() throws CorruptException {
    if (nibbleAt(nibble) != REPEAT) {
      return 1;
    }
    nibble++;
    int repeat = LEAST_REPEAT;
    int more;
    do {
      more = nibbleAt(nibble++);
      repeat = Math.min(repeat + more, MAX_PART);
    } while (more == REPEAT);
    return repeat;
  }

  private int nibbleAt(long index) throws CorruptException {
    int pair = little((int) (index >> 1), 1);
    return (index & 1) == 0 ? pair & 15 : pair >> 4;
  }

  private void changeDistance(int bytes) throws CorruptException {
    if (bytes > 0) {
      if (bytes > 2) {
        throw chunk.damaged(start, "a bitmap with a distance of three bytes");
      }
      distance = little(first, bytes);
      first += bytes;
    }
  }

  private void group(int bitmap, int length) throws CorruptException {
    int copies = length - Integer.bitCount(bitmap & (1 << length) - 1);
    if (length - copies > end - literal) {
      throw chunk.damaged(start, "the part has too few literals");
    }
    // The first copy is the one that may reach too far; before it may stand literals.
    int before = Integer.numberOfTrailingZeros(~bitmap);
    if (distance == 0 || copies > 0 && distance > written + before) {
      throw chunk.damaged(start, "the part reaches back " + distance + " bytes after " + written);
    }
    for (int i = 0; i < length; i++) {
      out[written] = (bitmap >> i & 1) != 0 ? in[literal++] : out[written - distance];
      written++;
    }
  }

  /** Returns a number of some bytes inside the current part. */
  private int little(int at, int bytes) throws CorruptException {
    if (at < 0 || bytes > end - at) {
      throw chunk.damaged(start, "the part is cut off");
    }
    int number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = number << 8 | in[at + i] & 0xff;
    }
    return number;
  }
}
