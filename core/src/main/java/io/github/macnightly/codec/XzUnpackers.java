package io.github.macnightly.codec;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The decoders of one stream of blocks. Each has memory for a whole block and serves one block
 * after the other, but not before the last one has been read: so there are as many as blocks are at
 * work, and how many these are depends on the heap.
 */
final class XzUnpackers {

  /** What they may need together, however large the heap is. */
  private static final long MOST = 64L << 20;

  /** What the rest of the program needs of the heap. */
  private static final long REST = 12L << 20;

  private final Queue<XzUnpacker> idle = new ConcurrentLinkedQueue<>();

  /** What is to be done for a block. */
  @FunctionalInterface
  interface Work {
    void decode(XzUnpacker unpacker, PbzPipeline.Parts sink) throws IOException;
  }

  /**
   * Returns how many blocks may be at work, 0 when there is not even memory for one. One more than
   * there are processors is enough: that is read meanwhile.
   *
   * @param each the memory for a block in bytes, positive
   */
  static int atOnce(long each) {
    // Large arrays are old at once, and a third of the heap is only for young ones.
    long old = Runtime.getRuntime().maxMemory() / 3 * 2;
    long most = Math.min(MOST, old - REST) / each;
    return (int) Math.max(0, Math.min(most, 1 + Runtime.getRuntime().availableProcessors()));
  }

  /** Returns how many threads are to decode so many blocks. */
  static int workers(int atOnce) {
    return Math.max(1, Math.min(atOnce, Runtime.getRuntime().availableProcessors()));
  }

  /** Returns a block to be decoded. */
  PbzPipeline.Block block(Work work) {
    return new PbzPipeline.Block() {
      private XzUnpacker unpacker;

      @Override
      public void decode(PbzPipeline.Parts sink) throws IOException {
        XzUnpacker used = idle.poll();
        unpacker = used == null ? new XzUnpacker() : used;
        work.decode(unpacker, sink);
      }

      @Override
      public void drained() {
        idle.add(unpacker);
      }
    };
  }
}
