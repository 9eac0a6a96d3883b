package io.github.macnightly.cli.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A stream of UTF-8 text that outlives its reader: it drops what can no longer be written. */
final class Outlet {

  private static final int ENOUGH = 32 << 10;

  private final OutputStream stream;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(1 << 10);
  private IOException failure;

  Outlet(OutputStream stream) {
    this.stream = stream;
  }

  synchronized void print(String text) {
    kept.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    if (kept.size() >= ENOUGH) {
      flush();
    }
  }

  synchronized void flush() {
    if (failure == null && kept.size() > 0) {
      write();
    }
    kept.reset();
  }

  /**
   * Writes bytes as they are, behind what is kept back.
   *
   * @return whether anybody still reads
   */
  synchronized boolean bytes(byte[] bytes, int length) {
    flush();
    if (failure == null) {
      try {
        stream.write(bytes, 0, length);
      } catch (IOException e) {
        failure = e;
      }
    }
    return failure == null;
  }

  private void write() {
    try {
      kept.writeTo(stream);
      stream.flush();
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Returns why text was lost, or null if none was or if only the reader had seen enough. */
  synchronized IOException loss() {
    boolean readerLeft = failure != null && "Broken pipe".equals(failure.getMessage());
    return readerLeft ? null : failure;
  }
}
