package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;

/**
 * Decodes LZFSE: blocks, each with a four-byte signature, up to an end mark. Matches may reach back
 * into earlier blocks. All integers are little-endian.
 *
 * <pre>
 * bvx-  size, then that many bytes as they are
 * bvxn  size, packed size, then an {@linkplain Lzvn LZVN block}
 * bvx1  an {@linkplain LzfseHeader entropy-coded block} with plain tables
 * bvx2  the same with packed tables
 * bvx$  end
 * </pre>
 */
final class Lzfse {

  private static final int END = 0x24787662; // "bvx$"
  private static final int STORED = 0x2d787662; // "bvx-"
  private static final int LZVN = 0x6e787662; // "bvxn"
  private static final int PLAIN_TABLES = 0x31787662; // "bvx1"
  private static final int PACKED_TABLES = 0x32787662; // "bvx2"

  /** Literals of a block come in fours. */
  private static final int PADDED_LITERALS = 3;

  private final PackedChunk chunk;
  private final ByteBuffer in;
  private final LzOutput out;
  private final int expected;

  /** Made for the first block that wants them, because their tables are large. */
  private LzfseLiterals literals;

  private LzfseTriples triples;

  private int at;

  private Lzfse(PackedChunk chunk, int expected) {
    this.chunk = chunk;
    this.in = chunk.buffer();
    this.out = new LzOutput(chunk, expected);
    this.expected = expected;
  }

  /** Decodes all blocks; bytes behind the end mark are ignored. */
  static byte[] decode(PackedChunk chunk, int expected) throws CorruptException {
    Lzfse stream = new Lzfse(chunk, expected);
    while (stream.block()) {
      // the block has been appended
    }
    return stream.out.complete();
  }

  private boolean block() throws CorruptException {
    need(4);
    switch (in.getInt(at)) {
      case STORED -> stored();
      case LZVN -> lzvn();
      case PLAIN_TABLES -> coded(LzfseHeader.plain(chunk, at));
      case PACKED_TABLES -> coded(LzfseHeader.packed(chunk, at));
      case END -> {
        return false;
      }
      default ->
          throw chunk.damaged(
              at, String.format("no LZFSE block has the signature %08x", in.getInt(at)));
    }
    return true;
  }

  private void stored() throws CorruptException {
    need(8);
    int size = size(4);
    at += 8;
    need(size);
    out.literals(chunk.bytes(), at, size);
    at += size;
  }

  private void lzvn() throws CorruptException {
    need(12);
    int end = out.position() + size(4);
    long packed = Integer.toUnsignedLong(in.getInt(at + 8));
    at += 12;
    need(packed);
    Lzvn.decode(chunk, at, at + (int) packed, out);
    at += (int) packed;
    requireEnd(end);
  }

  private void coded(LzfseHeader header) throws CorruptException {
    int size = size(4);
    int end = out.position() + size;
    requireSense(header, size);
    need(header.size() + (long) header.literalBytes() + header.matchBytes());
    if (literals == null) {
      literals = new LzfseLiterals(chunk);
      triples = new LzfseTriples(chunk, out);
    }
    at += header.size();
    if (header.literals() > 0) {
      literals.decode(header, at);
    }
    at += header.literalBytes();
    if (header.triples() > 0) {
      triples.decode(header, at, literals.bytes());
    }
    at += header.matchBytes();
    requireEnd(end);
  }

  /** Refuses symbols that make no output, since a few bytes can stand for very many of them. */
  private void requireSense(LzfseHeader header, int size) throws CorruptException {
    if (header.literals() > size + PADDED_LITERALS || header.triples() > size + 1) {
      throw chunk.damaged(
          at,
          String.format(
              "%d literals and %d triples for %d bytes",
              header.literals(), header.triples(), size));
    }
  }

  /** Returns a size of output that stands in a header. */
  private int size(int field) throws CorruptException {
    long size = Integer.toUnsignedLong(in.getInt(at + field));
    if (size > expected - out.position()) {
      throw chunk.longerThan(expected);
    }
    return (int) size;
  }

  private void requireEnd(int end) throws CorruptException {
    if (out.position() != end) {
      throw chunk.damaged(
          at, "the block ends at " + out.position() + " of the output, not at " + end);
    }
  }

  private void need(long bytes) throws CorruptException {
    if (bytes > in.limit() - at) {
      throw chunk.endsAfter(out.position(), expected);
    }
  }
}
