package io.github.macnightly.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * Sends one GET request and follows no redirect. There is one for small files and one for large.
 */
interface HttpSender extends Closeable {

  /** Returns once the head of the answer is here; the body waits to be read and closed. */
  HttpReply get(URI uri, Map<String, String> headers) throws IOException;

  @Override
  default void close() {}
}
