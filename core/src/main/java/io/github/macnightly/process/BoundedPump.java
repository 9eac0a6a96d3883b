package io.github.macnightly.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** Reads a stream to its end in a thread of its own, keeps its beginning and drops the rest. */
final class BoundedPump {

  private static final int CHUNK = 64 << 10;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final int limit;
  private Thread thread;
  private boolean truncated;

  /**
   * Makes a pump.
   *
   * @param limit how many bytes are kept
   */
  BoundedPump(int limit) {
    this.limit = limit;
  }

  void start(InputStream from, String name) {
    thread = new Thread(() -> drain(from), name);
    thread.setDaemon(true);
    thread.start();
  }

  private void drain(InputStream from) {
    byte[] chunk = new byte[CHUNK];
    try (from) {
      for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
        keep(chunk, count);
      }
    } catch (IOException e) {
      // The child has ended and the pipe was closed under us: what was read is all there is.
      return;
    }
  }

  private synchronized void keep(byte[] chunk, int count) {
    int room = Math.min(count, limit - kept.size());
    kept.write(chunk, 0, room);
    truncated |= room < count;
  }

  /** Waits for the end of the stream, but not longer than this many nanoseconds. */
  void await(long nanos) throws InterruptedException {
    if (thread != null && nanos > 0) {
      thread.join(Math.max(1, nanos / 1_000_000));
    }
  }

  synchronized String text(Charset encoding) {
    return kept.toString(encoding);
  }

  synchronized boolean truncated() {
    return truncated;
  }
}
