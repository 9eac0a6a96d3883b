package io.github.macnightly.fetch;

import io.github.macnightly.fetch.FetchException.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;

/**
 * The body of an answer: tells failures of the other side apart from failures of the disk here,
 * which a caller that reads and writes in one loop could not. The first failure is the last word.
 */
final class RemoteStream extends FilterInputStream {

  private final URI uri;
  private long read;
  private IOException failure;

  RemoteStream(InputStream in, URI uri) {
    super(in);
    this.uri = uri;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      int n = in.read(b, off, len);
      read += Math.max(n, 0);
      return n;
    } catch (FetchException e) {
      throw fail(e);
    } catch (SocketTimeoutException e) {
      throw fail(
          new FetchException(
              Kind.UNAVAILABLE, uri, "no byte came for too long after " + read + " bytes", e));
    } catch (InterruptedIOException e) {
      throw fail(e);
    } catch (IOException e) {
      String what = "the connection broke after " + read + " bytes (" + Failures.reason(e) + ")";
      throw fail(new FetchException(Kind.UNAVAILABLE, uri, what, e));
    }
  }

  private IOException fail(IOException e) {
    failure = e;
    return e;
  }

  /** Closes without complaint: what was wanted of the body is here or has failed already. */
  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
  }
}
