package io.github.macnightly.codec;

/**
 * Undoes the sorting of a bzip2 block (the inverse Burrows-Wheeler transform). May be used for one
 * block after the other; the arrays are kept.
 *
 * <p>Row by row the text is a chain: each row gives a byte and names the next row, which lies
 * anywhere in an array larger than the cache, so that one chain spends its time waiting for memory.
 * Therefore eight are followed at once, each in a lane of its own. Where in the text a row stands
 * is not known before, but that does not matter: the chain is cut at rows taken at even distances,
 * each piece is followed from its own start to the start of another, and in the end the pieces are
 * put together in the order in which one led to the next.
 *
 * <p>A text that repeats itself makes several rings of rows rather than one; the text is then the
 * ring of the origin several times.
 */
final class Bzip2Rotations {

  private static final int LANES = 8;

  /** Far more than lanes, so that all lanes have work almost to the end. */
  private static final int PIECES = 512;

  /** A shorter text fits into the cache and is not worth cutting. */
  private static final int MIN_CUT = 1 << 15;

  /**
   * For each row its byte, and above the lower eight bits the next row. The row that a piece begins
   * with is replaced by the complement of the number of the piece, which is negative.
   */
  private int[] rows = {};

  /** What was read in each lane, an eighth of the text at most, one lane after the other. */
  private byte[] lanes = {};

  /** By lane: what is to be read next, and the piece that it belongs to. */
  private final int[] entries = new int[LANES];

  private final int[] current = new int[LANES];

  /** By piece: the entry of its first row. */
  private final int[] first = new int[PIECES];

  /** By piece: which of the lanes' bytes are its own. */
  private final int[] begin = new int[PIECES];

  private final int[] length = new int[PIECES];

  /** By piece: the entry behind its bytes: the mark of the next piece, or the rest of this one. */
  private final int[] behind = new int[PIECES];

  /** Replaces the column of the block by its text. */
  void restore(Bzip2Block block) {
    link(block);
    int size = block.length();
    byte[] text = block.column();
    if (size < MIN_CUT) {
      follow(rows[block.origin()], text, size);
      return;
    }
    cut(block.origin(), size);
    walk(size / LANES);
    join(text, size);
  }

  private void link(Bzip2Block block) {
    int size = block.length();
    if (rows.length < size) {
      rows = new int[size];
    }
    int[] next = new int[256]; // by byte: the row of its next occurrence in the sorted column
    for (int i = 1; i < next.length; i++) {
      next[i] = next[i - 1] + block.counts()[i - 1];
    }
    byte[] column = block.column();
    int[] target = rows;
    for (int i = 0; i < size; i++) {
      int value = column[i] & 0xff;
      target[next[value]++] = i << 8 | value;
    }
  }

  private void follow(int first, byte[] text, int size) {
    int entry = first;
    for (int i = 0; i < size; i++) {
      text[i] = (byte) entry;
      entry = rows[entry >>> 8];
    }
  }

  private void cut(int origin, int size) {
    mark(origin, 0);
    int row = 0;
    for (int piece = 1; piece < PIECES; piece++) {
      if (row == origin) {
        row += size / PIECES;
      }
      mark(row, piece);
      row += size / PIECES;
    }
  }

  private void mark(int row, int piece) {
    first[piece] = rows[row];
    rows[row] = ~piece;
  }

  /** Reads all pieces in lanes, but for the rests of the last few. */
  private void walk(int laneSize) {
    if (lanes.length < laneSize * LANES) {
      lanes = new byte[laneSize * LANES];
    }
    for (int lane = 0; lane < LANES; lane++) {
      start(lane, lane * laneSize, lane);
    }
    int next = LANES;
    int step = 0;
    while (next < PIECES) {
      step = advance(step, laneSize);
      for (int lane = 0; lane < LANES && next < PIECES; lane++) {
        if (entries[lane] < 0) {
          stop(lane, lane * laneSize + step);
          start(lane, lane * laneSize + step, next++);
        }
      }
    }
    for (int lane = 0; lane < LANES; lane++) {
      stop(lane, lane * laneSize + step);
    }
  }

  private void start(int lane, int at, int piece) {
    current[lane] = piece;
    entries[lane] = first[piece];
    begin[piece] = at;
  }

  private void stop(int lane, int at) {
    int piece = current[lane];
    length[piece] = at - begin[piece];
    behind[piece] = entries[lane];
  }

  /** Takes steps in all lanes until at least one comes to the end of its piece. */
  private int advance(int from, int size) {
    int[] source = rows;
    byte[] target = lanes;
    int e0 = entries[0];
    int e1 = entries[1];
    int e2 = entries[2];
    int e3 = entries[3];
    int e4 = entries[4];
    int e5 = entries[5];
    int e6 = entries[6];
    int e7 = entries[7];
    int step = from;
    while ((e0 | e1 | e2 | e3 | e4 | e5 | e6 | e7) >= 0) {
      target[step] = (byte) e0;
      target[step + size] = (byte) e1;
      target[step + 2 * size] = (byte) e2;
      target[step + 3 * size] = (byte) e3;
      target[step + 4 * size] = (byte) e4;
      target[step + 5 * size] = (byte) e5;
      target[step + 6 * size] = (byte) e6;
      target[step + 7 * size] = (byte) e7;
      e0 = source[e0 >>> 8];
      e1 = source[e1 >>> 8];
      e2 = source[e2 >>> 8];
      e3 = source[e3 >>> 8];
      e4 = source[e4 >>> 8];
      e5 = source[e5 >>> 8];
      e6 = source[e6 >>> 8];
      e7 = source[e7 >>> 8];
      step++;
    }
    entries[0] = e0;
    entries[1] = e1;
    entries[2] = e2;
    entries[3] = e3;
    entries[4] = e4;
    entries[5] = e5;
    entries[6] = e6;
    entries[7] = e7;
    return step;
  }

  private void join(byte[] text, int size) {
    int piece = 0; // the one that begins at the origin
    int at = 0;
    while (at < size) {
      int count = Math.min(length[piece], size - at);
      System.arraycopy(lanes, begin[piece], text, at, count);
      at += count;
      int entry = behind[piece];
      while (entry >= 0 && at < size) {
        text[at++] = (byte) entry;
        entry = rows[entry >>> 8];
      }
      piece = ~entry; // unused when the text is complete
    }
  }
}
