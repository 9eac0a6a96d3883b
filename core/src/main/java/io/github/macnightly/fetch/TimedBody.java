package io.github.macnightly.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A body to be read as a stream, whose read fails when nothing comes for the idle time. */
final class TimedBody extends InputStream implements BodySubscriber<InputStream> {

  private static final List<ByteBuffer> END = List.of(ByteBuffer.allocate(0));

  private final Duration idle;
  private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
  private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
  private volatile Throwable failure;

  /** What is being read; touched by the reading thread only. */
  private List<ByteBuffer> current = List.of();

  private int next;
  private boolean begun;
  private boolean ended;

  TimedBody(Duration idle) {
    this.idle = idle;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Subscription s) {
    subscription.complete(s);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    arrived.add(buffers);
  }

  @Override
  public void onError(Throwable e) {
    failure = e;
    arrived.add(END);
  }

  @Override
  public void onComplete() {
    arrived.add(END);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    if (len == 0) {
      return 0;
    }
    while (!ended) {
      while (next < current.size()) {
        ByteBuffer buffer = current.get(next);
        if (buffer.hasRemaining()) {
          int n = Math.min(len, buffer.remaining());
          buffer.get(b, off, n);
          return n;
        }
        next++;
      }
      advance();
    }
    if (failure != null) {
      throw new IOException(Failures.reason(failure), failure);
    }
    return -1;
  }

  /**
   * Waits for more. Nothing is asked for before the first read: a body that breaks at once could
   * otherwise fail the whole request, and the bytes before the break were lost.
   */
  private void advance() throws IOException {
    if (!begun) {
      begun = true;
      demand();
    }
    try {
      List<ByteBuffer> buffers = arrived.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
      if (buffers == null) {
        close();
        throw new SocketTimeoutException("no byte for " + idle.toMillis() + " ms");
      }
      ended = buffers == END;
      current = buffers;
      next = 0;
      if (!ended) {
        demand();
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private void demand() {
    subscription.thenAccept(s -> s.request(1));
  }

  /** Ends the transfer; a connection whose body was not read to its end is not used again. */
  @Override
  public void close() {
    subscription.thenAccept(Subscription::cancel);
  }
}
