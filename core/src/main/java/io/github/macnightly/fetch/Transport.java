package io.github.macnightly.fetch;

import java.io.IOException;
import java.net.URI;

/** A way to get bytes from where a URI of some scheme points. */
interface Transport {

  /**
   * Asks for a file once. Every failure of the other side is a {@link FetchException}, also one
   * while the body is read.
   *
   * @param from what is here already; the answer may ignore it and start at byte 0
   */
  Answer open(URI uri, Resume from) throws IOException;
}
