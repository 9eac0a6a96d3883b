package io.github.macnightly.codec;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SingleXZInputStream;
import org.tukaani.xz.XZIOException;

/** Decodes one of many blocks of LZMA and hands it on in pieces, so that it is never held whole. */
final class LzmaBlock {

  /** What a decoder may need beside the dictionary, in KiB. */
  private static final int MAX_KIB = 16 << 10;

  private static final int PIECE = 1 << 18;

  private LzmaBlock() {}

  /**
   * Decodes a block that is an xz stream of its own, with every check that it holds.
   *
   * @param expected the exact size of the block in bytes
   */
  static void decode(PackedChunk chunk, int expected, PbzPipeline.Sink sink) throws IOException {
    byte[] thrifty = XzDictionary.shrink(chunk.bytes(), expected);
    try (InputStream in = open(chunk, thrifty, MAX_KIB + (expected >> 10))) {
      pump(in, expected, chunk, sink);
      if (fill(in, new byte[1], chunk) > 0) {
        throw chunk.longerThan(expected);
      }
    }
  }

  private static InputStream open(PackedChunk chunk, byte[] bytes, int limit) throws IOException {
    try {
      return new SingleXZInputStream(new ByteArrayInputStream(bytes), limit);
    } catch (IOException | RuntimeException e) {
      throw translate(e, chunk);
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
        throw chunk.damaged(
            chunk.bytes().length, "it unpacks to " + (length - left + count) + " of " + length);
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
