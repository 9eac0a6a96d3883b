package io.github.macnightly.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.macnightly.fetch.FetchException.Kind;
import io.github.macnightly.io.Log;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
final class HttpFetchTest {

  private static final byte[] BODY = Given.bytes(300_000);

  private final Fetcher fetcher = new Fetcher(Given.options(), Log.SILENT);

  @TempDir private Path directory;

  @AfterEach
  void close() {
    fetcher.close();
  }

  @Test
  void bringsAFileWithBothSumsAndLeavesNothingBeside() throws IOException {
    try (RawServer server = new RawServer(RawServer.body(BODY))) {
      Fetched fetched = fetcher.fetch(server.uri("/x.dmg"), target(), Given.md5(BODY));

      assertThat(fetched)
          .isEqualTo(
              new Fetched(
                  target(),
                  BODY.length,
                  Given.hex("MD5", BODY),
                  Given.hex("SHA-256", BODY),
                  false));
      assertThat(target()).hasBinaryContent(BODY);
      assertThat(Given.names(directory)).containsExactly("x.dmg");
    }
  }

  @Test
  void asksForPlainBytesOnHttp11() throws IOException {
    try (RawServer server = new RawServer(RawServer.body(BODY))) {
      fetcher.fetch(server.uri("/a%20b.dmg"), target(), Expected.NONE);

      assertThat(server.head(0))
          .startsWith("GET /a%20b.dmg HTTP/1.1\r\n")
          .contains("Accept-Encoding: identity")
          .doesNotContain("Range")
          .doesNotContain("h2c");
    }
  }

  @Test
  void takesChunkedAndUnannouncedBodies() throws IOException {
    String chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
    String closed = "HTTP/1.0 200 OK\r\n\r\nabcde";
    try (RawServer server = new RawServer(RawServer.text(chunked), RawServer.text(closed))) {
      for (int i = 0; i < 2; i++) {
        fetcher.fetch(server.uri("/x"), target(), Expected.NONE);
        assertThat(target()).hasContent("abcde");
      }
    }
  }

  @Test
  void asksForNothingWhenTheFileIsHereAlready() throws IOException {
    Files.write(target(), BODY);
    Fetched fetched =
        fetcher.fetch(URI.create("http://nowhere.invalid/x"), target(), Given.md5(BODY));

    assertThat(fetched.size()).isEqualTo(BODY.length);
  }

  @Test
  void replacesAFileThatHasAnotherSum() throws IOException {
    Files.writeString(target(), "old");
    try (RawServer server = new RawServer(RawServer.body(BODY))) {
      fetcher.fetch(server.uri("/x"), target(), Given.md5(BODY));

      assertThat(target()).hasBinaryContent(BODY);
    }
  }

  @Test
  void keepsNothingAfterAWrongSumAndDoesNotAskAgain() throws IOException {
    Files.writeString(target(), "old");
    try (RawServer server = new RawServer(RawServer.body(BODY))) {
      FetchException e = failure(server.uri("/x"), Given.md5(new byte[0]));

      assertThat(e.kind()).isEqualTo(Kind.MISMATCH);
      assertThat(e).hasMessageContaining(Given.hex("MD5", BODY)).hasMessageContaining("wanted");
      assertThat(server.heads()).hasSize(1);
      assertThat(Given.names(directory)).containsExactly("x.dmg");
      assertThat(target()).hasContent("old");
    }
  }

  @Test
  void verifiesSha256AndSizeToo() throws IOException {
    try (RawServer server = new RawServer(RawServer.body(BODY))) {
      String md5 = Given.hex("MD5", BODY);
      assertThat(failure(server.uri("/x"), new Expected(md5, "00", -1)).kind())
          .isEqualTo(Kind.MISMATCH);
      assertThat(failure(server.uri("/x"), new Expected(md5, null, 7)).kind())
          .isEqualTo(Kind.MISMATCH);
      fetcher.fetch(
          server.uri("/x"),
          target(),
          new Expected(md5.toUpperCase(), Given.hex("SHA-256", BODY), BODY.length));
      assertThat(target()).hasBinaryContent(BODY);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, NOT_FOUND, 1",
    "410, NOT_FOUND, 1",
    "401, DENIED, 1",
    "403, DENIED, 1",
    "400, PROTOCOL, 1",
    "204, PROTOCOL, 1",
    "206, PROTOCOL, 1",
    "416, PROTOCOL, 1",
    "304, PROTOCOL, 1",
    "500, UNAVAILABLE, 4",
    "503, UNAVAILABLE, 4",
    "429, UNAVAILABLE, 4"
  })
  void mapsStatusesAndRetriesOnlyWhatMayPass(int status, Kind kind, int requests)
      throws IOException {
    try (RawServer server = new RawServer(RawServer.status(status))) {
      FetchException e = failure(server.uri("/x.dmg"), Expected.NONE);

      assertThat(e.kind()).isEqualTo(kind);
      assertThat(e.uri()).isEqualTo(server.uri("/x.dmg"));
      assertThat(e.getMessage())
          .startsWith(server.uri("/x.dmg").toString() + ": ")
          .doesNotContain("\n");
      assertThat(server.heads()).hasSize(requests);
      assertThat(Given.names(directory)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage\r\n\r\n",
        "HTTP/1.1 2",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA"
      })
  void survivesServersThatDoNotSpeakHttp(String answer) throws IOException {
    try (RawServer server = new RawServer(RawServer.text(answer))) {
      assertThat(failure(server.uri("/x"), Given.md5(BODY)).kind())
          .isIn(Kind.UNAVAILABLE, Kind.MISMATCH);
      assertThat(Given.names(directory)).isEmpty();
    }
  }

  @Test
  void refusesAnEncodingNobodyAskedForButNotOnFilesThatAreNamedSo() throws IOException {
    try (RawServer server = new RawServer(RawServer.body(BODY, "Content-Encoding: x-gzip"))) {
      assertThat(failure(server.uri("/x.dmg"), Expected.NONE).kind()).isEqualTo(Kind.PROTOCOL);
      fetcher.fetch(server.uri("/x.app.tar.gz"), target(), Given.md5(BODY));
      assertThat(target()).hasBinaryContent(BODY);
    }
  }

  @Test
  void sendsCredentialsOfTheUriAndDoesNotShowThePassword() throws IOException {
    try (RawServer server = new RawServer(RawServer.status(401))) {
      URI uri = URI.create(server.uri("/x").toString().replace("//", "//me:s%20crt@"));

      FetchException e = failure(uri, Expected.NONE);

      assertThat(server.head(0)).contains("Authorization: Basic bWU6cyBjcnQ=");
      assertThat(e.getMessage()).contains("me:***@").doesNotContain("crt");
    }
  }

  @Test
  void refusesTheSecondOfTwoDownloadsToOneTarget() throws Exception {
    try (RawServer server = new RawServer(RawServer.stuck(BODY, 10), RawServer.body(BODY))) {
      Thread first =
          new Thread(() -> catchThrowableOfType(FetchException.class, () -> get(server)));
      first.start();
      while (server.heads().isEmpty()) {
        Thread.sleep(5);
      }
      IOException e = catchThrowableOfType(IOException.class, () -> get(server));
      first.join();

      assertThat(e).isNotInstanceOf(FetchException.class).hasMessageContaining("another download");
    }
  }

  @Test
  void refusesAddressesItCannotFetchFrom() {
    for (String uri : new String[] {"gopher://x/y", "x.dmg", "http:///x", "http:x", "mailto:a@b"}) {
      assertThat(failure(URI.create(uri), Expected.NONE).kind()).isEqualTo(Kind.PROTOCOL);
    }
  }

  private Fetched get(RawServer server) throws IOException {
    return fetcher.fetch(server.uri("/x"), target(), Given.md5(BODY));
  }

  private Path target() {
    return directory.resolve("x.dmg");
  }

  private FetchException failure(URI uri, Expected expected) {
    return catchThrowableOfType(FetchException.class, () -> fetcher.fetch(uri, target(), expected));
  }
}
