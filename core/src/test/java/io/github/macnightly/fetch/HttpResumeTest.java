package io.github.macnightly.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.macnightly.fetch.FetchException.Kind;
import io.github.macnightly.io.Log;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
final class HttpResumeTest {

  private static final byte[] BODY = Given.bytes(200_000);
  private static final byte[] OTHER = Given.bytes(190_000);
  private static final String TAG = "\"v1\"";
  private static final RawServer.Reply TORN = RawServer.part(BODY, 70_000, "ETag: " + TAG);

  private final Fetcher fetcher = new Fetcher(Given.options(), Log.SILENT);

  @TempDir private Path directory;

  @AfterEach
  void close() {
    fetcher.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 65_535, 65_536, 131_072, 199_998, 199_999})
  void goesOnWhereTheConnectionBroke(int sent) throws IOException {
    RawServer.Reply torn = RawServer.part(BODY, sent, "ETag: " + TAG);
    try (RawServer server = new RawServer(torn, RawServer.ranges(BODY, TAG))) {
      Fetched fetched = fetch(server, Given.md5(BODY));

      assertThat(target()).hasBinaryContent(BODY);
      assertThat(server.heads()).hasSize(2);
      if (fetched.resumed()) {
        assertThat(server.head(1)).contains("If-Range: " + TAG).contains("Range: bytes=");
      }
    }
  }

  @Test
  void goesOnInAnotherRunWithTheSameVersion() throws IOException {
    interrupted(TORN);
    try (RawServer server = new RawServer(RawServer.ranges(BODY, TAG))) {
      sameAddress(server);
      Fetched fetched = fetch(server, Given.md5(BODY));

      assertThat(fetched.resumed()).isTrue();
      assertThat(server.head(0)).contains("Range: bytes=70000-").contains("If-Range: " + TAG);
      assertThat(target()).hasBinaryContent(BODY);
      assertThat(Given.names(directory)).containsExactly("x.dmg");
    }
  }

  @Test
  void startsOverWhenTheServerHasAnotherVersion() throws IOException {
    try (RawServer server = new RawServer(TORN, RawServer.ranges(OTHER, "\"v2\""))) {
      Fetched fetched = fetch(server, Given.md5(OTHER));

      assertThat(fetched.resumed()).isFalse();
      assertThat(target()).hasBinaryContent(OTHER);
      assertThat(server.heads()).hasSize(2);
    }
  }

  @Test
  void startsOverWhenAServerIgnoresIfRangeAndSendsAnotherVersion() throws IOException {
    RawServer.Reply careless =
        (head, out) -> RawServer.ranges(OTHER, "\"v2\"").to(head.replace(TAG, "\"v2\""), out);
    try (RawServer server = new RawServer(TORN, careless)) {
      fetch(server, Given.md5(OTHER));

      assertThat(target()).hasBinaryContent(OTHER);
    }
  }

  @Test
  void fetchesOnceMoreFromTheStartWhenAResumedFileIsWrong() throws IOException {
    RawServer.Reply torn = RawServer.part(OTHER, 70_000);
    try (RawServer server = new RawServer(torn, RawServer.ranges(BODY, TAG))) {
      Fetched fetched = fetch(server, Given.md5(BODY));

      assertThat(fetched.resumed()).isFalse();
      assertThat(server.heads()).hasSize(3);
      assertThat(target()).hasBinaryContent(BODY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes 0-199999/200000",
        "bytes 70001-199999/200000",
        "bytes 70000-100000/200000",
        "bytes */200000",
        "x",
        ""
      })
  void startsOverWhenTheRangeIsNotTheOneAskedFor(String range) throws IOException {
    RawServer.Reply wrong =
        (head, out) -> out.write(RawServer.head(206, 5, "ETag: " + TAG, "Content-Range: " + range));
    try (RawServer server = new RawServer(TORN, wrong, RawServer.body(BODY))) {
      Fetched fetched = fetch(server, Given.md5(BODY));

      assertThat(fetched.resumed()).isFalse();
      assertThat(target()).hasBinaryContent(BODY);
    }
  }

  @Test
  void startsOverWhenTheRangeCannotBeServed() throws IOException {
    try (RawServer server = new RawServer(TORN, RawServer.status(416), RawServer.body(BODY))) {
      fetch(server, Given.md5(BODY));

      assertThat(server.head(2)).doesNotContain("Range:");
      assertThat(target()).hasBinaryContent(BODY);
    }
  }

  @Test
  void doesNotTrustAWeakTagAndUsesTheDateInstead() throws IOException {
    String date = "Fri, 20 Nov 2026 10:00:00 GMT";
    RawServer.Reply torn = RawServer.part(BODY, 70_000, "ETag: W/" + TAG, "Last-Modified: " + date);
    try (RawServer server = new RawServer(torn, RawServer.body(BODY))) {
      fetch(server, Given.md5(BODY));

      assertThat(server.head(1)).contains("If-Range: " + date);
    }
  }

  @Test
  void doesNotGlueWhenNeitherVersionNorSumIsKnown() throws IOException {
    RawServer.Reply torn = RawServer.part(BODY, 70_000);
    try (RawServer server = new RawServer(torn, RawServer.body(BODY))) {
      fetch(server, Expected.NONE);

      assertThat(server.head(1)).doesNotContain("Range:");
      assertThat(target()).hasBinaryContent(BODY);
    }
  }

  @Test
  void keepsNoPartForAnotherRunWhenNoSumWillProveIt() throws IOException {
    try (RawServer server = new RawServer(TORN)) {
      catchThrowableOfType(FetchException.class, () -> fetch(server, Expected.NONE));

      assertThat(Given.names(directory)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "macnightly part 1\n", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"})
  void startsOverWhenTheInfoBesideThePartIsDamaged(String info) throws IOException {
    interrupted(TORN);
    Files.writeString(directory.resolve("x.dmg.part.info"), info);
    try (RawServer server = new RawServer(RawServer.body(BODY))) {
      Fetched fetched = fetch(server, Given.md5(BODY));

      assertThat(server.head(0)).doesNotContain("Range:");
      assertThat(fetched.resumed()).isFalse();
    }
  }

  @Test
  void startsOverWhenAnotherFileIsExpectedThanBefore() throws IOException {
    interrupted(TORN);
    try (RawServer server = new RawServer(RawServer.body(OTHER))) {
      sameAddress(server);
      fetch(server, Given.md5(OTHER));

      assertThat(server.head(0)).doesNotContain("Range:");
      assertThat(target()).hasBinaryContent(OTHER);
    }
  }

  @Test
  void healsAPartWhoseBytesWereLost() throws IOException {
    interrupted(TORN);
    Files.write(directory.resolve("x.dmg.part"), new byte[70_000]);
    try (RawServer server = new RawServer(RawServer.ranges(BODY, TAG))) {
      sameAddress(server);
      fetch(server, Given.md5(BODY));

      assertThat(server.heads()).hasSize(2);
      assertThat(target()).hasBinaryContent(BODY);
    }
  }

  @Test
  void needsNoServerWhenThePartIsWholeAlready() throws IOException {
    interrupted(TORN);
    Files.write(directory.resolve("x.dmg.part"), BODY);
    try (RawServer server = new RawServer(RawServer.status(500))) {
      sameAddress(server);
      fetch(server, Given.md5(BODY));

      assertThat(server.heads()).isEmpty();
      assertThat(target()).hasBinaryContent(BODY);
    }
  }

  @Test
  void deletesThePartOfAFileThatIsGone() throws IOException {
    interrupted(TORN);
    try (RawServer server = new RawServer(RawServer.status(404))) {
      FetchException e =
          catchThrowableOfType(FetchException.class, () -> fetch(server, Given.md5(BODY)));

      assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
      assertThat(Given.names(directory)).isEmpty();
    }
  }

  @Test
  void findsRoomForAPartOfALongName() throws IOException {
    Path target = directory.resolve("n".repeat(251) + ".dmg");
    try (RawServer server = new RawServer(TORN, RawServer.ranges(BODY, TAG))) {
      fetcher.fetch(server.uri("/x"), target, Given.md5(BODY));

      assertThat(target).hasBinaryContent(BODY);
      assertThat(Given.names(directory)).hasSize(1);
    }
  }

  /** Leaves a part as a run does whose connection broke every time. */
  private void interrupted(RawServer.Reply torn) throws IOException {
    RawServer.Reply silent = (head, out) -> out.flush();
    try (RawServer server = new RawServer(torn, silent)) {
      FetchException e =
          catchThrowableOfType(FetchException.class, () -> fetch(server, Given.md5(BODY)));
      assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(Given.names(directory)).containsExactly("x.dmg.part", "x.dmg.part.info");
    }
  }

  /** Makes the part one of this server, which has another port than the one before. */
  private void sameAddress(RawServer server) throws IOException {
    Path info = directory.resolve("x.dmg.part.info");
    String text = Files.readString(info, StandardCharsets.UTF_8);
    Files.writeString(info, text.replaceFirst("http://.*", server.uri("/x").toString()));
  }

  private Fetched fetch(RawServer server, Expected expected) throws IOException {
    return fetcher.fetch(server.uri("/x"), target(), expected);
  }

  private Path target() {
    return directory.resolve("x.dmg");
  }
}
