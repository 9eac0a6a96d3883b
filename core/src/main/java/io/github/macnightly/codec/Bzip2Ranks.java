package io.github.macnightly.codec;

/**
 * The move-to-front list of a bzip2 block. Most ranks are small, so the first eight bytes of the
 * list are one number, whose first byte is the lowest: there a move is a few shifts that need no
 * branch, and only a greater rank moves bytes in memory.
 */
final class Bzip2Ranks {

  private static final int HEAD = 8;

  private final byte[] tail = new byte[256 - HEAD];
  private long head;

  /** Begins anew with these 256 bytes. */
  void reset(byte[] bytes) {
    head = 0;
    for (int i = HEAD - 1; i >= 0; i--) {
      head = head << 8 | bytes[i] & 0xff;
    }
    System.arraycopy(bytes, HEAD, tail, 0, tail.length);
  }

  /** Returns the byte of rank 0. */
  byte first() {
    return (byte) head;
  }

  /** Moves the byte of a rank from 1 to 255 to the front and returns it. */
  byte take(int rank) {
    if (rank >= HEAD) {
      return takeFromTail(rank - HEAD);
    }
    int shift = rank << 3;
    long value = head >>> shift & 0xff;
    long moved = -1L >>> 56 - shift; // the bytes of rank 0 to this one
    head = head & ~moved | head << 8 & moved | value;
    return (byte) value;
  }

  private byte takeFromTail(int at) {
    byte value = tail[at];
    System.arraycopy(tail, 0, tail, 1, at);
    tail[0] = (byte) (head >>> 56);
    head = head << 8 | value & 0xff;
    return value;
  }
}
