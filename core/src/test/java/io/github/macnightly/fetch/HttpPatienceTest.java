package io.github.macnightly.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.macnightly.fetch.FetchException.Kind;
import io.github.macnightly.io.Log;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways to speak HTTP, the one for small files and the one for large, against bad servers. */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
final class HttpPatienceTest {

  private static final byte[] BODY = Given.bytes(50_000);
  private static final RawServer.Reply SILENT = (head, out) -> Thread.sleep(20_000);

  private final FetchOptions once = attempts(1);
  private final Fetcher fetcher = new Fetcher(Given.options(), Log.SILENT);
  private final Fetcher hasty = new Fetcher(once, Log.SILENT);

  @TempDir private Path directory;

  @AfterEach
  void close() {
    fetcher.close();
    hasty.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void givesUpOnAServerThatAcceptsAndIsSilent(boolean large) throws IOException {
    try (RawServer server = new RawServer(SILENT)) {
      assertUnavailableWithin(2000, large, server.uri("/x"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void givesUpOnABodyThatStops(boolean large) throws IOException {
    try (RawServer server = new RawServer(RawServer.stuck(BODY, 20_000))) {
      FetchException e = assertUnavailableWithin(2000, large, server.uri("/x"));
      assertThat(e).hasMessageContaining("20000");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void givesUpOnAConnectionThatDoesNotComeAbout(boolean large) throws IOException {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      List<Socket> queue = fill(full);
      assertUnavailableWithin(
          2000, large, URI.create("http://127.0.0.1:" + full.getLocalPort() + "/x"));
      for (Socket socket : queue) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysThatNobodyListensOrThatTheHostIsUnknown(boolean large) throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    FetchException e =
        assertUnavailableWithin(2000, large, URI.create("http://127.0.0.1:" + port + "/x"));
    assertThat(e).hasMessageContaining("is the server up");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void waitsForASlowServerAsLongAsBytesCome(boolean large) throws IOException {
    RawServer.Reply drip =
        (head, out) -> {
          out.write(RawServer.head(200, 8));
          for (int i = 0; i < 8; i++) {
            out.write('a' + i);
            out.flush();
            Thread.sleep(90);
          }
        };
    try (RawServer server = new RawServer(drip)) {
      assertThat(get(hasty, large, server.uri("/x"))).isEqualTo(8);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void findsABodyThatEndsTooSoon(boolean large) throws IOException {
    try (RawServer server = new RawServer(RawServer.part(BODY, 40_000))) {
      FetchException e = assertUnavailableWithin(2000, large, server.uri("/x"));
      assertThat(e).hasMessageContaining("40000");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void findsAChunkedBodyThatEndsTooSoon(boolean large) throws IOException {
    String torn = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n";
    try (RawServer server = new RawServer(RawServer.text(torn))) {
      assertUnavailableWithin(2000, large, server.uri("/x"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stopsAnEndlessBodyAtTheLimit(boolean large) throws IOException {
    RawServer.Reply endless =
        (head, out) -> {
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes());
          for (byte[] block = new byte[1 << 16]; ; ) {
            out.write(block);
          }
        };
    try (RawServer server = new RawServer(endless)) {
      assertThat(failure(hasty, large, server.uri("/x")).kind()).isEqualTo(Kind.PROTOCOL);
      assertThat(Given.names(directory)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesABodyAnnouncedTooLargeBeforeItComes(boolean large) throws IOException {
    RawServer.Reply huge =
        (head, out) -> {
          out.write(RawServer.head(200, 1L << 50));
          Thread.sleep(20_000);
        };
    try (RawServer server = new RawServer(huge)) {
      assertThat(failure(hasty, large, server.uri("/x"))).hasMessageContaining("limit");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void triesAgainAndThenSucceeds(boolean large) throws IOException {
    RawServer.Reply nothing = (head, out) -> out.flush();
    try (RawServer server =
        new RawServer(nothing, nothing, RawServer.status(503), RawServer.body(BODY))) {
      assertThat(get(fetcher, large, server.uri("/x"))).isEqualTo(BODY.length);
    }
  }

  @Test
  void pausesAsLongAsTheServerAsksWithinBounds() throws IOException {
    String date = "Date: Fri, 20 Nov 2026 10:00:00 GMT";
    String back = "Retry-After: Fri, 20 Nov 2026 11:00:00 GMT";
    for (RawServer.Reply busy :
        List.of(RawServer.status(503, "Retry-After: 3600"), RawServer.status(429, date, back))) {
      try (RawServer server = new RawServer(busy, RawServer.body(BODY))) {
        long start = System.nanoTime();
        fetcher.read(server.uri("/x"), 1 << 20);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
      }
    }
  }

  @Test
  void ignoresARetryAfterThatMakesNoSense() throws IOException {
    RawServer.Reply busy = RawServer.status(503, "Retry-After: soon");
    try (RawServer server = new RawServer(busy, RawServer.body(BODY))) {
      assertThat(fetcher.read(server.uri("/x"), 1 << 20)).hasSize(BODY.length);
    }
  }

  @Test
  void pausesDoubleAreJitteredAndBounded() {
    FetchOptions options = FetchOptions.defaults();
    FetchOptions still =
        new FetchOptions(
            options.connect(),
            options.idle(),
            9,
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            1,
            () -> 0);

    assertThat(still.pause(1, null)).isEqualTo(Duration.ofSeconds(1));
    assertThat(still.pause(3, null)).isEqualTo(Duration.ofSeconds(4));
    assertThat(still.pause(1000, null)).isEqualTo(Duration.ofSeconds(60));
    assertThat(options.pause(2, null)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void anInterruptEndsTheWaitForBytes() throws Exception {
    try (RawServer server = new RawServer(RawServer.stuck(BODY, 100))) {
      Fetcher patient = new Fetcher(FetchOptions.defaults(), Log.SILENT);
      Throwable[] thrown = new Throwable[1];
      Thread thread =
          new Thread(() -> thrown[0] = catchThrowable(() -> get(patient, true, server.uri("/x"))));
      thread.start();
      while (server.heads().isEmpty()) {
        Thread.sleep(5);
      }
      Thread.sleep(50);
      thread.interrupt();
      thread.join(3000);
      patient.close();

      assertThat(thrown[0]).isInstanceOf(InterruptedIOException.class);
    }
  }

  @Test
  void anInterruptedDownloadGoesOnInTheNextRun() throws Exception {
    Expected expected = Given.md5(BODY);
    try (RawServer server =
        new RawServer(RawServer.stuck(BODY, 100), RawServer.ranges(BODY, "\"v1\""))) {
      Fetcher first = new Fetcher(FetchOptions.defaults(), Log.SILENT);
      Path target = directory.resolve("x");
      Thread thread =
          new Thread(() -> catchThrowable(() -> first.fetch(server.uri("/x"), target, expected)));
      thread.start();
      while (!Files.exists(directory.resolve("x.part"))
          || Files.size(directory.resolve("x.part")) < 100) {
        Thread.sleep(5);
      }
      thread.interrupt();
      first.close();
      assertThat(Given.names(directory)).contains("x.part", "x.part.info");

      assertThat(hasty.fetch(server.uri("/x"), target, expected).resumed()).isTrue();
      assertThat(target).hasBinaryContent(BODY);
    }
  }

  private FetchException assertUnavailableWithin(int millis, boolean large, URI uri) {
    long start = System.nanoTime();
    FetchException e = failure(hasty, large, uri);
    assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(millis));
    return e;
  }

  private FetchException failure(Fetcher with, boolean large, URI uri) {
    return catchThrowableOfType(FetchException.class, () -> get(with, large, uri));
  }

  /** Returns the number of bytes that came. */
  private long get(Fetcher with, boolean large, URI uri) throws IOException {
    return large
        ? with.fetch(uri, directory.resolve("x"), Expected.NONE).size()
        : with.read(uri, 1 << 20).length;
  }

  private static FetchOptions attempts(int attempts) {
    FetchOptions o = Given.options();
    return new FetchOptions(
        o.connect(), o.idle(), attempts, o.firstBackOff(), o.longestPause(), o.limit(), o.random());
  }

  /** Connects until the kernel answers no more, which is what a firewall that drops looks like. */
  private static List<Socket> fill(ServerSocket full) {
    List<Socket> queue = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        Socket socket = new Socket();
        queue.add(socket);
        socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 100);
      }
    } catch (IOException e) {
      // Full, as wanted.
      return queue;
    }
    return queue;
  }
}
