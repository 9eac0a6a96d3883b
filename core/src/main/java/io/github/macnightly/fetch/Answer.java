package io.github.macnightly.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file as the other side gives it.
 *
 * @param body its bytes from {@code offset} to its end; a failure to read is a FetchException
 * @param offset 0, or the offset that was asked for
 * @param total size of the whole file in bytes, or -1 if the other side does not say
 * @param version tells this version of the file from others, "" if nothing does
 */
record Answer(InputStream body, long offset, long total, String version) implements Closeable {

  @Override
  public void close() throws IOException {
    body.close();
  }
}
