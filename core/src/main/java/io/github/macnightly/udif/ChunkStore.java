package io.github.macnightly.udif;

import io.github.macnightly.codec.Bzip2Chunks;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;

/**
 * Gives out the chunks of an image. A chunk is decoded once as long as it stays in the cache; its
 * sums are remembered for good, so that a later comparison need not decode it again. Different
 * chunks are decoded at the same time by as many threads as ask for them.
 */
final class ChunkStore {

  private static final long HEAP = Runtime.getRuntime().maxMemory();
  private static final long CACHE_BYTES = Math.min(24 << 20, HEAP / 8);

  /** What all chunks that are being decoded may take together, in KiB. */
  private static final int DECODING_KIB = (int) (Math.min(96 << 20, HEAP / 8 * 3) >> 10);

  private static final int PIECE = 1 << 18;

  private final Source file;
  private final ChunkMap map;
  private final ChunkCache cache = new ChunkCache(CACHE_BYTES);
  private final ChunkDecoder decoder = new ChunkDecoder();
  private final ChunkSums sums;
  private final Semaphore decoding = new Semaphore(DECODING_KIB);

  ChunkStore(Source file, ChunkMap map) {
    this.file = file;
    this.map = map;
    this.sums = new ChunkSums(map.size());
  }

  ChunkMap map() {
    return map;
  }

  ChunkSums sums() {
    return sums;
  }

  /** Returns a compressed chunk, which the caller must not change. */
  byte[] chunk(int index) throws IOException {
    return cache.get(index, this::decode);
  }

  /** Decodes a chunk that nobody is going to ask for again soon. */
  byte[] decode(int index) throws IOException {
    Run run = map.get(index);
    int memory = memory(run);
    decoding.acquireUninterruptibly(memory);
    try {
      byte[] packed = file.read(run.offset(), (int) run.length()).array();
      byte[] plain = decoder.decode(run, packed);
      int stored = Summer.Crc.of(packed, packed.length);
      sums.note(index, stored, Summer.Crc.of(plain, plain.length));
      return plain;
    } finally {
      decoding.release(memory);
    }
  }

  /** Packed, unpacked, and as much again for what a decoder needs, but bzip2 more, in KiB. */
  private static int memory(Run run) {
    long data = 2 * (run.length() + run.size());
    long more = run.type() == ChunkType.BZIP2 ? Bzip2Chunks.MEMORY : 0;
    return (int) Math.min(DECODING_KIB, (data + more >> 10) + 1);
  }

  /** Reads a raw chunk for its sums; bytes behind its sectors are stored but not part of it. */
  void sumRaw(int index) throws IOException {
    Run run = map.get(index);
    Summer.Crc decoded = new Summer.Crc();
    read(run.offset(), run.size(), decoded);
    Summer.Crc stored = new Summer.Crc();
    stored.add(decoded.sum(), run.size());
    read(run.offset() + run.size(), run.length() - run.size(), stored);
    sums.note(index, stored.sum(), decoded.sum());
  }

  /** Adds bytes as they are stored to a sum. */
  void read(long offset, long length, Summer sum) throws IOException {
    byte[] piece = new byte[(int) Math.min(PIECE, length)];
    for (long at = offset, end = offset + length; at < end; ) {
      int count = (int) Math.min(piece.length, end - at);
      ByteBuffer target = ByteBuffer.wrap(piece, 0, count);
      int got = file.read(at, target);
      if (got < 0) {
        throw UdifTrailer.tooShort(at);
      }
      sum.update(piece, got);
      at += got;
    }
  }
}
