package io.github.macnightly.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.macnightly.fetch.FetchException.Kind;
import io.github.macnightly.io.Log;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that does what each test wants. */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
final class FtpFetchTest {

  private static final byte[] BODY = Given.bytes(150_000);

  private final Fetcher fetcher = new Fetcher(Given.options(), Log.SILENT);

  @TempDir private Path directory;

  @Test
  void logsInAsAnonymousAndTransfersInBinary() throws IOException {
    try (RawFtp server = new RawFtp(BODY)) {
      fetch(server, "PKGS/a%20b+c.dmg");

      assertThat(server.commands())
          .contains("USER anonymous", "TYPE I", "EPSV", "RETR PKGS/a b+c.dmg")
          .doesNotContain("REST 0");
      assertThat(target()).hasBinaryContent(BODY);
    }
  }

  @Test
  void usesPasvWhereEpsvIsUnknown() throws IOException {
    try (RawFtp server = new RawFtp(BODY).reply("EPSV", "500 what?")) {
      fetch(server, "x");

      assertThat(server.commands()).contains("PASV");
      assertThat(target()).hasBinaryContent(BODY);
    }
  }

  @Test
  void worksWithServersThatKnowNeitherSizeNorDate() throws IOException {
    try (RawFtp server = new RawFtp(BODY).reply("SIZE", "500 no").reply("MDTM", "502 no")) {
      fetch(server, "x");

      assertThat(target()).hasBinaryContent(BODY);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 70_000, 149_999})
  void goesOnWhereTheConnectionBroke(int sent) throws IOException {
    try (RawFtp server = new RawFtp(BODY).tearAfter(sent)) {
      Fetched fetched = fetch(server, "x");

      assertThat(fetched.resumed()).isEqualTo(sent > 0);
      assertThat(server.commands().contains("REST " + sent)).isEqualTo(sent > 0);
      assertThat(target()).hasBinaryContent(BODY);
    }
  }

  @Test
  void startsOverWhereRestIsUnknown() throws IOException {
    try (RawFtp server = new RawFtp(BODY).tearAfter(70_000).reply("REST", "502 no")) {
      Fetched fetched = fetch(server, "x");

      assertThat(fetched.resumed()).isFalse();
      assertThat(target()).hasBinaryContent(BODY);
    }
  }

  @Test
  void startsOverWhenTheFileHasChanged() throws IOException {
    try (RawFtp server = new RawFtp(BODY).tearAfter(70_000).reply("END", "426 broken")) {
      catchThrowableOfType(
          FetchException.class, () -> once().fetch(server.uri("x"), target(), Given.md5(BODY)));
      assertThat(Given.names(directory)).hasSize(2);

      server.reply("END", "226 done").reply("MDTM", "213 20261121100000");
      assertThat(fetch(server, "x").resumed()).isFalse();
      assertThat(server.commands()).noneMatch(c -> c.startsWith("REST"));
    }
  }

  @Test
  void doesNotTakeAnEndThatTheServerDoesNotConfirm() throws IOException {
    try (RawFtp server = new RawFtp(BODY).reply("SIZE", "500 no").reply("END", "426 aborted")) {
      assertThat(failure(server, "x").kind()).isEqualTo(Kind.UNAVAILABLE);
    }
  }

  @Test
  void takesAWholeFileThoughTheControlConnectionIsGone() throws IOException {
    try (RawFtp server = new RawFtp(BODY).reply("END", "HANG")) {
      fetch(server, "x");

      assertThat(target()).hasBinaryContent(BODY);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HELLO, 421 full, UNAVAILABLE, 4",
    "HELLO, 'hello there', UNAVAILABLE, 4",
    "USER, 530 no anonymous, DENIED, 1",
    "PASS, 530 wrong, DENIED, 1",
    "PASS, 421 too many users, UNAVAILABLE, 4",
    "RETR, 550 no such file, NOT_FOUND, 1",
    "RETR, 550 Permission denied, DENIED, 1",
    "RETR, 450 busy, UNAVAILABLE, 4",
    "RETR, 500 what, PROTOCOL, 1",
    "TYPE, 504 no, PROTOCOL, 1"
  })
  void mapsRepliesAndRetriesOnlyWhatMayPass(String command, String reply, Kind kind, long attempts)
      throws IOException {
    try (RawFtp server = new RawFtp(BODY).reply(command, reply)) {
      FetchException e = failure(server, "x.dmg");

      assertThat(e.kind()).isEqualTo(kind);
      assertThat(e.getMessage()).startsWith(server.uri("x.dmg") + ": ").doesNotContain("\n", "\r");
      if (!command.equals("HELLO")) {
        assertThat(server.commands().stream().filter(c -> c.startsWith(command)))
            .hasSize((int) attempts);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HELLO", "USER", "EPSV", "RETR", "SIZE"})
  void givesUpOnAServerThatHangs(String command) throws IOException {
    try (RawFtp server = new RawFtp(BODY).reply(command, "HANG")) {
      long start = System.nanoTime();
      FetchException e =
          catchThrowableOfType(
              FetchException.class, () -> once().fetch(server.uri("x"), target(), Expected.NONE));

      assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void refusesAServerThatTalksWithoutEnd() throws IOException {
    String flood = "220-" + "x".repeat(3 << 20);
    try (RawFtp server = new RawFtp(BODY).reply("HELLO", flood)) {
      FetchException e =
          catchThrowableOfType(
              FetchException.class, () -> once().fetch(server.uri("x"), target(), Expected.NONE));

      assertThat(e).hasMessageContaining("talks without end");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%0d%0aDELE%20b", "a%0Ab", "a%00b", "", "sub/"})
  void sendsNoPathThatIsNoPlainFileName(String path) throws IOException {
    try (RawFtp server = new RawFtp(BODY)) {
      assertThat(failure(server, path).kind()).isEqualTo(Kind.PROTOCOL);
      assertThat(server.commands()).isEmpty();
    }
  }

  @Test
  void showsNoPasswordInMessages() throws IOException {
    try (RawFtp server = new RawFtp(BODY).reply("PASS", "530 no")) {
      URI uri = URI.create(server.uri("x").toString().replace("//", "//me:s%3Acret@"));
      FetchException e = catchThrowableOfType(FetchException.class, () -> fetcher.read(uri, 10));

      assertThat(server.commands()).contains("USER me", "PASS s:cret");
      assertThat(e.getMessage()).doesNotContain("cret");
    }
  }

  private Fetcher once() {
    FetchOptions o = Given.options();
    return new Fetcher(
        new FetchOptions(
            o.connect(), o.idle(), 1, o.firstBackOff(), o.longestPause(), o.limit(), o.random()),
        Log.SILENT);
  }

  private Fetched fetch(RawFtp server, String path) throws IOException {
    return fetcher.fetch(server.uri(path), target(), Given.md5(BODY));
  }

  private FetchException failure(RawFtp server, String path) {
    return catchThrowableOfType(
        FetchException.class, () -> fetcher.fetch(server.uri(path), target(), Expected.NONE));
  }

  private Path target() {
    return directory.resolve("x.dmg");
  }
}
