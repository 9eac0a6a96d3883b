package io.github.macnightly.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.ExecuteStreamHandler;

/** The three standard streams of a child, none of which can block the child or us. */
final class BoundedStreams implements ExecuteStreamHandler {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final BoundedPump output;
  private final BoundedPump errors;
  private final byte[] input;
  private final Charset encoding;
  private final CountDownLatch started = new CountDownLatch(1);
  private InputStream fromOutput;
  private InputStream fromErrors;
  private OutputStream toInput;

  BoundedStreams(ProcessRequest request) {
    this.output = new BoundedPump(request.outputLimit());
    this.errors = new BoundedPump(request.outputLimit());
    this.input = request.input();
    this.encoding = request.outputEncoding();
  }

  @Override
  public void setProcessOutputStream(InputStream stream) {
    fromOutput = stream;
  }

  @Override
  public void setProcessErrorStream(InputStream stream) {
    fromErrors = stream;
  }

  @Override
  public void setProcessInputStream(OutputStream stream) {
    toInput = stream;
  }

  @Override
  public void start() {
    output.start(fromOutput, "output of a child");
    errors.start(fromErrors, "errors of a child");
    if (input.length > 0) {
      Thread writer = new Thread(this::feed, "input of a child");
      writer.setDaemon(true);
      writer.start();
    }
    started.countDown();
  }

  private void feed() {
    try (OutputStream to = toInput) {
      to.write(input);
    } catch (IOException e) {
      // The child ended or closed its input without reading all of it, which is its right.
      return;
    }
  }

  /** Waits for the end of the output, a second at most: a background process may hold the pipe. */
  @Override
  public void stop() throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      // A child may be gone before the thread that launched it has come to its streams.
      started.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
      output.await(end - System.nanoTime());
      errors.await(end - System.nanoTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String output() {
    return output.text(encoding);
  }

  String errors() {
    return errors.text(StandardCharsets.UTF_8);
  }

  boolean truncated() {
    return output.truncated() || errors.truncated();
  }
}
