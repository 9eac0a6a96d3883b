package io.github.macnightly.codec;

import io.github.macnightly.io.Source;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SingleXZInputStream;
import org.tukaani.xz.XZIOException;

/** Decodes one of many blocks of LZMA and hands it on in pieces, so that it is never held whole. */
final class LzmaBlock {

  /** What a decoder may need beside the dictionary, in KiB. */
  private static final int MAX_KIB = 16 << 10;

  /** More than the header of the stream and that of its first block. */
  private static final int HEAD = 2048;

  private static final int PIECE = 1 << 18;

  private final PackedChunk name;
  private final Source packed;
  private final int expected;

  /**
   * Makes a decoder of a block that is an xz stream of its own.
   *
   * @param name names it in a refusal
   * @param expected the exact size of the block in bytes
   */
  LzmaBlock(PackedChunk name, Source packed, int expected) {
    this.name = name;
    this.packed = packed;
    this.expected = expected;
  }

  /**
   * Decodes the block with every check that it holds.
   *
   * @param known how many bytes at its start are not to be handed on any more
   */
  void decode(int known, PbzPipeline.Sink sink) throws IOException {
    try (InputStream in = open(MAX_KIB + (expected >> 10))) {
      skip(in, known);
      pump(in, expected - known, name, sink);
      if (fill(in, new byte[1], name) > 0) {
        throw name.longerThan(expected);
      }
    }
  }

  private InputStream open(int limit) throws IOException {
    int head = (int) Math.min(HEAD, packed.size());
    byte[] thrifty = XzDictionary.shrink(packed.read(0, head).array(), expected);
    InputStream rest = packed.slice(head, packed.size() - head).stream();
    try {
      return new SingleXZInputStream(
          new SequenceInputStream(new ByteArrayInputStream(thrifty), rest), limit);
    } catch (IOException | RuntimeException e) {
      throw translate(e, name);
    }
  }

  private void skip(InputStream in, int known) throws IOException {
    try {
      in.skipNBytes(known);
    } catch (IOException | RuntimeException e) {
      throw translate(e, name);
    }
  }

  /**
   * Hands on a number of bytes.
   *
   * @param chunk names the block in a refusal
   */
  static void pump(InputStream in, long length, PackedChunk chunk, PbzPipeline.Sink sink)
      throws IOException {
    long left = length;
    while (left > 0) {
      byte[] piece = new byte[(int) Math.min(left, PIECE)];
      int count = fill(in, piece, chunk);
      if (count < piece.length) {
        throw chunk.endsAfter(length - left + count, length);
      }
      sink.put(piece, count);
      left -= count;
    }
  }

  private static int fill(InputStream in, byte[] piece, PackedChunk chunk) throws IOException {
    try {
      return in.readNBytes(piece, 0, piece.length);
    } catch (IOException | RuntimeException e) {
      throw translate(e, chunk);
    }
  }

  /** Tells damage from a failure of the medium, which goes through as it is. */
  static IOException translate(Exception e, PackedChunk chunk) {
    if (e instanceof MemoryLimitException memory) {
      return LzmaStream.tooMuchMemory(memory, chunk);
    }
    boolean medium =
        e instanceof IOException && !(e instanceof XZIOException) && !(e instanceof EOFException);
    if (medium) {
      return (IOException) e;
    }
    return chunk.damaged(0, e.getMessage() == null ? "it ends too early" : e.getMessage());
  }
}
