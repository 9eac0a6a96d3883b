package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;

/**
 * Decodes Apple Data Compression, the oldest compression of disk images. The first byte of each
 * instruction says which of three it is; there is no mark at the end:
 *
 * <pre>
 * 1nnnnnnn               n + 1 literal bytes follow
 * 01nnnnnn dddddddd x2   repeat n + 4 bytes from 16-bit distance d + 1, high byte first
 * 00nnnndd dddddddd      repeat n + 3 bytes from 10-bit distance d + 1
 * </pre>
 */
final class Adc {

  private Adc() {}

  static byte[] decode(PackedChunk chunk, int expected) throws CorruptException {
    byte[] in = chunk.bytes();
    LzOutput out = new LzOutput(chunk, expected);
    int at = 0;
    while (at < in.length) {
      int first = in[at] & 0xff;
      int next = at + size(first);
      if (next > in.length) {
        throw chunk.endsAfter(out.position(), expected);
      }
      if (first >= 0x80) {
        out.literals(in, at + 1, next - at - 1);
      } else if (first >= 0x40) {
        int distance = (in[at + 1] & 0xff) << 8 | in[at + 2] & 0xff;
        out.match(distance + 1, (first & 0x3f) + 4);
      } else {
        int distance = (first & 3) << 8 | in[at + 1] & 0xff;
        out.match(distance + 1, (first >> 2) + 3);
      }
      at = next;
    }
    return out.complete();
  }

  /** Returns the length of an instruction in bytes, its literals included. */
  private static int size(int first) {
    if (first >= 0x80) {
      return (first & 0x7f) + 2;
    }
    return first >= 0x40 ? 3 : 2;
  }
}
