package io.github.macnightly.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.macnightly.fetch.FetchException.Kind;
import io.github.macnightly.io.Log;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
final class HttpRedirectTest {

  private static final byte[] BODY = Given.bytes(1000);

  private final Fetcher fetcher = new Fetcher(Given.options(), Log.SILENT);

  @AfterEach
  void close() {
    fetcher.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsRedirects(int status) throws IOException {
    try (RawServer server =
        new RawServer(RawServer.status(status, "Location: ../y%20z?q=1"), RawServer.body(BODY))) {
      assertThat(fetcher.read(server.uri("/a/x"), 2000)).isEqualTo(BODY);
      assertThat(server.head(1)).startsWith("GET /y%20z?q=1 ");
    }
  }

  @Test
  void mendsBlanksAndLettersThatALocationShouldNotHold() throws IOException {
    try (RawServer server =
        new RawServer(RawServer.status(302, "Location: /a b[1].dmg"), RawServer.body(BODY))) {
      fetcher.read(server.uri("/x"), 2000);

      assertThat(server.head(1)).startsWith("GET /a%20b%5B1%5D.dmg ");
    }
  }

  @Test
  void stopsGoingInCircles() throws IOException {
    try (RawServer server = new RawServer(RawServer.status(301, "Location: /x"))) {
      FetchException e =
          catchThrowableOfType(FetchException.class, () -> fetcher.read(server.uri("/x"), 2000));

      assertThat(e.kind()).isEqualTo(Kind.PROTOCOL);
      assertThat(server.heads()).hasSize(11);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://a/x, http://a/x",
    "https://a/x, ftp://a/x",
    "http://a/x, ftp://a/x",
    "http://a/x, file:///etc/passwd",
    "http://a/x, javascript:x",
    "http://a/x, ''",
    "http://a/x, http://[bad"
  })
  void refusesToBeLedAstray(String from, String location) {
    URI uri = URI.create(from);
    assertThatThrownBy(() -> HttpTransport.next(uri, uri, location))
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PROTOCOL));
  }

  @Test
  void goesFromHttpToHttps() throws IOException {
    URI uri = URI.create("http://a/x");
    assertThat(HttpTransport.next(uri, uri, "//b/y")).hasToString("http://b/y");
    assertThat(HttpTransport.next(uri, uri, "https://b/y")).hasToString("https://b/y");
  }

  @Test
  void keepsCredentialsForTheirServer() throws IOException {
    try (RawServer other = new RawServer(RawServer.body(BODY));
        RawServer server =
            new RawServer(
                RawServer.status(302, "Location: /same"),
                RawServer.status(302, "Location: " + other.uri("/x")))) {
      fetcher.read(URI.create(server.uri("/x").toString().replace("//", "//me:pw@")), 2000);

      assertThat(server.head(1)).contains("Authorization: Basic");
      assertThat(other.head(0)).doesNotContain("Authorization");
    }
  }
}
