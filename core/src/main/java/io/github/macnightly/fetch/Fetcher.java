package io.github.macnightly.fetch;

import io.github.macnightly.fetch.FetchException.Kind;
import io.github.macnightly.io.Log;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Fetches files by ftp, http, https and from file URIs. Safe for use by several threads at once;
 * two that fetch to the same target at one moment get an exception for the later one.
 */
public final class Fetcher implements Closeable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final FetchOptions options;
  private final Log log;
  private HttpSender large;
  private int underWay;

  /** Loads nothing yet: what a scheme needs is loaded when it is first fetched. */
  public Fetcher(FetchOptions options, Log log) {
    this.options = options;
    this.log = log;
  }

  /**
   * Fetches a file to {@code target}, which is the old file or the whole new one at every moment.
   * If {@code target} is there already with the expected sum, nothing is asked for.
   *
   * @param uri with scheme ftp, http, https or file
   * @param target its directory is created when missing
   * @param expected what is known of the file; all of it is verified
   * @throws FetchException if the other side fails; after a mismatch nothing is kept, after a
   *     broken connection the part is, if {@code expected} has a sum
   * @throws IOException if the disk here fails, or the thread is interrupted
   */
  public Fetched fetch(URI uri, Path target, Expected expected) throws IOException {
    Sums present = expected.hasSum() ? PartFile.sumsOf(target) : null;
    if (present != null && expected.complaint(present) == null) {
      log.detail(Uris.shown(uri) + ": " + target + " is this file already");
      return new Fetched(target, present.size(), present.md5(), present.sha256(), false);
    }
    begin();
    try {
      return download(uri, target, expected);
    } finally {
      end();
    }
  }

  private Fetched download(URI uri, Path target, Expected expected) throws IOException {
    Transport transport = transport(uri, true);
    PartInfo info = new PartInfo(target, uri, expected);
    try (PartFile part = PartFile.open(target, info, expected)) {
      Download download = new Download(uri, transport, part, new Limits(expected, options.limit()));
      try {
        return new Retry(options, log).run(download::attempt);
      } catch (IOException e) {
        giveUp(part, e);
        throw e;
      }
    }
  }

  /**
   * A part is kept only after what another run may heal, an interrupt among it; not after a full
   * disk, not when refused.
   */
  private static void giveUp(PartFile part, IOException cause) {
    try {
      if (isInterrupt(cause)) {
        part.keepInterrupted();
      } else if (cause instanceof FetchException e && e.kind() == Kind.UNAVAILABLE) {
        part.keep();
      } else {
        part.discard();
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Each kind of stream has its own way to say that the thread was told to stop. */
  private static boolean isInterrupt(IOException cause) {
    return Thread.currentThread().isInterrupted()
        || cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException)
        || cause instanceof ClosedByInterruptException;
  }

  /**
   * Reads a small file into memory.
   *
   * @param limit bytes; a larger file is refused
   * @throws FetchException if the other side fails
   */
  public byte[] read(URI uri, int limit) throws IOException {
    Transport transport = transport(uri, false);
    return new Retry(options, log).run(() -> readOnce(uri, transport, limit));
  }

  private static byte[] readOnce(URI uri, Transport transport, int limit) throws IOException {
    Limits limits = new Limits(Expected.NONE, limit);
    try (Answer answer = transport.open(uri, Resume.NOTHING)) {
      limits.checkTotal(uri, answer.total());
      byte[] bytes = answer.body().readNBytes(limit);
      if (bytes.length == limit && answer.body().read() >= 0) {
        limits.checkSize(uri, limit + 1L);
      }
      limits.checkWhole(uri, answer.total(), bytes.length);
      return bytes;
    } catch (StaleRangeException e) {
      throw new FetchException(Kind.PROTOCOL, uri, "an unasked range came: " + e.getMessage(), e);
    }
  }

  private Transport transport(URI uri, boolean forLarge) throws FetchException {
    switch (Uris.scheme(uri)) {
      case "http":
      case "https":
        return new HttpTransport(forLarge ? large() : new SmallHttpSender(options));
      case "ftp":
        return new FtpTransport(options, log);
      case "file":
        return new FileTransport();
      default:
        throw new FetchException(
            Kind.PROTOCOL, uri, "is no address to fetch from; wanted ftp, http, https or file");
    }
  }

  private synchronized HttpSender large() {
    if (large == null) {
      large = new LargeHttpSender(options);
    }
    return large;
  }

  private synchronized void begin() {
    underWay++;
  }

  private synchronized void end() {
    underWay--;
    notifyAll();
  }

  /** Gives fetches that were interrupted the time to put their parts in order. */
  private void await() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (underWay > 0 && System.nanoTime() < end) {
      wait(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
    }
  }

  /**
   * Ends what the fetcher runs in the background. A fetch that is still under way has to have been
   * interrupted; it is waited for a moment, so that its part can be continued.
   */
  @Override
  public synchronized void close() {
    try {
      await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (large != null) {
      large.close();
      large = null;
    }
  }
}
