package io.github.macnightly.files;

import io.github.macnightly.io.Source;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file so large that several threads write it, each other parts. Whoever writes the last part
 * gives it mode and date.
 */
public final class LargeFile implements Closeable {

  private final FileMaker maker;
  private final NewFile file;
  private final Source content;
  private final FileChannel out;
  private final AtomicLong missing;
  private volatile boolean complete;

  LargeFile(FileMaker maker, NewFile file, Source content) throws IOException {
    this.maker = maker;
    this.file = file;
    this.content = content;
    this.out = maker.create(file);
    this.missing = new AtomicLong(content.size());
  }

  /**
   * Writes a part; each byte of the file belongs to exactly one.
   *
   * @param from bytes from the start
   * @param length at least 1, and not beyond the end
   * @return whether the file is complete now and closed
   * @throws IOException from the content, or from the disk
   */
  public boolean write(long from, long length) throws IOException {
    maker.write(file, content, new FileWriter.Range(from, from + length), out);
    if (missing.addAndGet(-length) > 0) {
      return false;
    }
    out.close();
    maker.complete(file, content.size());
    complete = true;
    return true;
  }

  /** Deletes the file unless it is complete; nobody may be writing it any more. */
  @Override
  public void close() throws IOException {
    if (!complete) {
      try (out) {
        maker.discard(file);
      }
    }
  }
}
