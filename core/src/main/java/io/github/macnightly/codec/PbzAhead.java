package io.github.macnightly.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Decodes a stream on a thread of its own, a little ahead of whoever reads it. */
public final class PbzAhead {

  private static final int PIECE = 1 << 17;

  private PbzAhead() {}

  /**
   * Starts to read ahead. The result must be closed, which ends the thread and closes the stream.
   *
   * @param plain is read by the thread only; what lies below it may be used again behind its end or
   *     when the result has been closed
   * @param ahead bytes to hold at most, at least 256 KiB
   */
  public static InputStream open(InputStream plain, int ahead) {
    boolean[] started = new boolean[1];
    Queue<byte[]> free = new ConcurrentLinkedQueue<>();
    PbzPipeline.Blocks one =
        () -> {
          boolean first = !started[0];
          started[0] = true;
          return first ? sink -> pump(plain, free, sink) : null;
        };
    return new PbzPipeline(one, 1, ahead) {
      @Override
      void recycle(byte[] used) {
        free.add(used);
      }

      @Override
      public void close() throws IOException {
        super.close();
        plain.close();
      }
    };
  }

  private static void pump(InputStream plain, Queue<byte[]> free, PbzPipeline.Sink sink)
      throws IOException {
    byte[] piece = new byte[PIECE];
    int count = plain.readNBytes(piece, 0, PIECE);
    while (count > 0) {
      sink.put(piece, count);
      // Fresh arrays would fill the heap several times a second, and get old before they are read.
      byte[] again = free.poll();
      piece = again == null ? new byte[PIECE] : again;
      count = plain.readNBytes(piece, 0, PIECE);
    }
  }
}
