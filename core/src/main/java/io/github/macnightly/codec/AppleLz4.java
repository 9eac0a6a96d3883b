package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;

/**
 * Decodes LZ4 in the frames of Apple's compression library. All integers are little-endian.
 *
 * <pre>
 * bv41  u32 size, u32 packed size, then an LZ4 block
 * bv4-  u32 size, then that many bytes as they are
 * bv4$  end
 * </pre>
 *
 * <p>An LZ4 block is a row of sequences: a byte with two lengths of four bits, of which 15 goes on
 * in the bytes that follow until one is not 255; literals; two bytes of distance; a match of four
 * bytes and the second length. The last sequence ends after its literals. Matches may reach back
 * into earlier blocks.
 */
final class AppleLz4 {

  private static final int PACKED = 0x31347662; // "bv41"
  private static final int STORED = 0x2d347662; // "bv4-"
  private static final int END = 0x24347662; // "bv4$"
  private static final int LONG = 15;
  private static final int LEAST_MATCH = 4;
  private static final int MAX_LENGTH = 1 << 30;

  private final PackedChunk chunk;
  private final byte[] bytes;
  private final ByteBuffer in;
  private final LzOutput out;
  private int at;

  private AppleLz4(PackedChunk chunk, int expected) {
    this.chunk = chunk;
    this.bytes = chunk.bytes();
    this.in = chunk.buffer();
    this.out = new LzOutput(chunk, expected);
  }

  /** Decodes all frames up to the end mark; what follows it is ignored. */
  static byte[] decode(PackedChunk chunk, int expected) throws CorruptException {
    AppleLz4 stream = new AppleLz4(chunk, expected);
    while (stream.frame()) {
      // the frame has been appended
    }
    return stream.out.complete();
  }

  private boolean frame() throws CorruptException {
    int magic = number();
    switch (magic) {
      case END -> {
        return false;
      }
      case STORED -> literals(length(number(), bytes.length));
      case PACKED -> {
        int wanted = number();
        int end = length(number(), bytes.length);
        int before = out.position();
        block(at + end);
        if (out.position() - before != wanted) {
          throw chunk.damaged(at, "a frame unpacks to another size than its header states");
        }
      }
      default -> throw chunk.damaged(at - 4L, "no frame starts with " + Integer.toHexString(magic));
    }
    return true;
  }

  private int number() throws CorruptException {
    length(4, bytes.length);
    at += 4;
    return in.getInt(at - 4);
  }

  /** Checks that so many bytes are left before the end. */
  private int length(int length, int end) throws CorruptException {
    if (length < 0 || length > end - at) {
      throw chunk.damaged(
          at, Integer.toUnsignedString(length) + " bytes are wanted, " + (end - at) + " are left");
    }
    return length;
  }

  private void literals(int length) throws CorruptException {
    out.literals(bytes, at, length);
    at += length;
  }

  private void block(int end) throws CorruptException {
    while (at < end) {
      int token = bytes[at++] & 0xff;
      literals(length(extended(token >> 4, end), end));
      if (at == end) {
        return;
      }
      length(2, end);
      int distance = in.getShort(at) & 0xffff;
      at += 2;
      out.match(distance, extended(token & LONG, end) + LEAST_MATCH);
    }
  }

  private int extended(int start, int end) throws CorruptException {
    int length = start;
    int more = start == LONG ? 255 : 0;
    while (more == 255) {
      length(1, end);
      more = bytes[at++] & 0xff;
      length += more;
      if (length > MAX_LENGTH) {
        throw chunk.damaged(at, "a length is beyond all bounds");
      }
    }
    return length;
  }
}
