package io.github.macnightly.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** One file on its way to its target, over as many attempts as it takes. */
final class Download {

  private final URI uri;
  private final Transport transport;
  private final PartFile part;
  private final Limits limits;

  Download(URI uri, Transport transport, PartFile part, Limits limits) {
    this.uri = uri;
    this.transport = transport;
    this.part = part;
    this.limits = limits;
  }

  /** Goes on from what is here; a whole that proves wrong after that is fetched from its start. */
  Fetched attempt() throws IOException {
    boolean resumed = receive();
    if (resumed && limits.expected().complaint(part.sums()) != null) {
      part.restart();
      resumed = receive();
    }
    Sums sums = part.sums();
    limits.checkSums(uri, sums);
    Path file = part.publish();
    return new Fetched(file, sums.size(), sums.md5(), sums.sha256(), resumed);
  }

  /** Brings the rest of the file; returns whether something of it was here before. */
  private boolean receive() throws IOException {
    Expected expected = limits.expected();
    if (part.usable() && expected.hasSum() && expected.complaint(part.sums()) == null) {
      return true;
    }
    try (Answer answer = open()) {
      boolean resumed = answer.offset() > 0;
      if (!resumed) {
        part.restart();
        part.begin(answer.version());
      }
      limits.checkTotal(uri, answer.total());
      copy(answer);
      limits.checkWhole(uri, answer.total(), part.resume().offset());
      return resumed;
    }
  }

  private Answer open() throws IOException {
    if (part.usable()) {
      try {
        return transport.open(uri, part.resume());
      } catch (StaleRangeException e) {
        part.restart();
      }
    }
    return fromTheStart();
  }

  private Answer fromTheStart() throws IOException {
    try {
      return transport.open(uri, Resume.NOTHING);
    } catch (StaleRangeException e) {
      throw new FetchException(
          FetchException.Kind.PROTOCOL, uri, "an unasked range came: " + e.getMessage(), e);
    }
  }

  private void copy(Answer answer) throws IOException {
    byte[] buffer = new byte[Digests.BUFFER];
    for (int n = answer.body().read(buffer); n >= 0; n = answer.body().read(buffer)) {
      limits.checkSize(uri, part.resume().offset() + n);
      part.append(buffer, n);
    }
  }
}
