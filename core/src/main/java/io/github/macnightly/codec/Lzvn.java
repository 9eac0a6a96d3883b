package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;

/**
 * Decodes LZVN, the plain LZ77 code of small LZFSE blocks and of compressed files. An instruction
 * is literals, a match or both; {@code L} counts literals, {@code M} matched bytes, {@code D} is a
 * distance, little-endian where it spans bytes:
 *
 * <pre>
 * LLMMMDDD D8         D of 11 bits whose high three are 0 to 5, M + 3
 * LLMMM111 D16        M + 3
 * LLMMM110            the distance of the match before, M + 3; L is not 0
 * 101LLMMM D6MM D8    D of 14 bits, M of 5 bits, the low two in the second byte; M + 3
 * 1110LLLL            literals alone; L = 0: the next byte + 16
 * 1111MMMM            a match at the distance before; M = 0: the next byte + 16
 * 00000110            end
 * 00001110, 00010110  nothing
 * </pre>
 *
 * <p>What is not listed (L = 1 with M above 5, 0xD0 to 0xDF, the rest of L = 0 with 110) is not
 * defined. Literals follow the instruction and precede its match in the output.
 */
final class Lzvn {

  private static final int END = 0x06;

  private final PackedChunk chunk;
  private final byte[] in;
  private final LzOutput out;
  private final int end;
  private int at;
  private int distance;

  private Lzvn(PackedChunk chunk, int start, int end, LzOutput out) {
    this.chunk = chunk;
    this.in = chunk.bytes();
    this.at = start;
    this.end = end;
    this.out = out;
  }

  /**
   * Decodes a bare block; what follows its end mark is ignored, because compressed files of newer
   * systems carry leftovers there.
   */
  static byte[] decode(PackedChunk chunk, int expected) throws CorruptException {
    LzOutput out = new LzOutput(chunk, expected);
    decode(chunk, 0, chunk.bytes().length, out);
    return out.complete();
  }

  /** Decodes the block that lies between two places of the chunk, to its end mark. */
  static void decode(PackedChunk chunk, int start, int end, LzOutput out) throws CorruptException {
    Lzvn block = new Lzvn(chunk, start, end, out);
    while (block.step()) {
      // the step has done it
    }
  }

  private boolean step() throws CorruptException {
    need(1);
    int first = in[at++] & 0xff;
    if (first >= 0xe0) {
      extended(first);
    } else if (first >= 0xa0 && first < 0xc0) {
      medium(first);
    } else if ((first & 7) == 7) {
      need(2);
      distance = in[at] & 0xff | (in[at + 1] & 0xff) << 8;
      at += 2;
      pair(first);
    } else if ((first & 7) < 6) {
      need(1);
      distance = (first & 7) << 8 | in[at++] & 0xff;
      pair(first);
    } else if (first >= 0x40) {
      pair(first);
    } else {
      return special(first);
    }
    return true;
  }

  private boolean special(int first) throws CorruptException {
    if (first != END && first != 0x0e && first != 0x16) {
      throw undefined(first);
    }
    return first != END;
  }

  private void pair(int first) throws CorruptException {
    if (first >= 0x70 && first < 0x80 || first >= 0xd0) {
      throw undefined(first);
    }
    literals(first >> 6);
    out.match(distance, (first >> 3 & 7) + 3);
  }

  private void medium(int first) throws CorruptException {
    need(2);
    int low = in[at] & 0xff;
    distance = low >> 2 | (in[at + 1] & 0xff) << 6;
    at += 2;
    literals(first >> 3 & 3);
    out.match(distance, ((first & 7) << 2 | low & 3) + 3);
  }

  private void extended(int first) throws CorruptException {
    int count = first & 15;
    if (count == 0) {
      need(1);
      count = (in[at++] & 0xff) + 16;
    }
    if (first < 0xf0) {
      literals(count);
    } else {
      out.match(distance, count);
    }
  }

  private void literals(int count) throws CorruptException {
    need(count);
    out.literals(in, at, count);
    at += count;
  }

  private void need(int bytes) throws CorruptException {
    if (bytes > end - at) {
      throw chunk.damaged(at, "the LZVN block has no end mark");
    }
  }

  private CorruptException undefined(int first) {
    return chunk.damaged(at - 1L, String.format("no LZVN instruction is %02x", first));
  }
}
