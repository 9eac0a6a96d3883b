package io.github.macnightly.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.macnightly.fetch.FetchException;
import io.github.macnightly.fetch.FetchException.Kind;
import io.github.macnightly.fetch.FetchOptions;
import io.github.macnightly.fetch.Fetched;
import io.github.macnightly.fetch.Fetcher;
import io.github.macnightly.io.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RepositoryTest {

  /** MD5 of "content" as md5sum tells it. */
  private static final String SUM = "9a0364b9e99bb480dd25e1f0284c8555";

  private final Fetcher fetcher = new Fetcher(FetchOptions.defaults(), Log.SILENT);
  private final Map<String, String> served = new ConcurrentHashMap<>();

  @TempDir private Path directory;
  private HttpServer server;
  private Repository repository;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String content = served.get(exchange.getRequestURI().getPath());
          byte[] bytes = String.valueOf(content).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(content == null ? 404 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/1/PKGS");
    repository = new Repository(base, fetcher);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    fetcher.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Firefox 1.5.0.1.dmg", "sub dir/x.dmg", "a#b?c%41+d&e;f=g.dmg", "it's \"q\" `x` $(y).dmg",
            "ü漢\uD83D\uDE00.dmg",
        "a[1]{2}|^~.dmg", "-rf.dmg", "back\\slash.dmg", "c:d.dmg", "@home.dmg"
      })
  void fetchesAnEntryOfAnyNameThroughARealServer(String name) throws IOException {
    served.put("/1/PKGS/.pkglist", SUM + "  " + name + "\r\n");
    served.put("/1/PKGS/" + name, "content");

    IndexEntry entry = repository.fetchIndex().find(name).orElseThrow();
    Fetched fetched = repository.fetch(entry, directory);

    assertThat(fetched.file()).isEqualTo(directory.resolve(name.replaceFirst("^sub dir/", "")));
    assertThat(fetched.file()).hasContent("content");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/p, http://h/p/.pkglist",
    "http://h/p/, http://h/p/.pkglist",
    "ftp://h/1/PKGS, ftp://h/1/PKGS/.pkglist",
    "http://h, http://h/.pkglist",
    "file:///srv/a%20b, file:///srv/a%20b/.pkglist"
  })
  void putsTheIndexBelowTheBase(String base, String index) {
    assertThat(new Repository(URI.create(base), fetcher).index()).hasToString(index);
  }

  @Test
  void saysHowToMakeAMissingIndex() {
    FetchException e = catchThrowableOfType(FetchException.class, () -> repository.fetchIndex());

    assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(e).hasMessageContaining("/1/PKGS/.pkglist").hasMessageContaining("md5sum");
  }

  @Test
  void theCommandItNamesMakesAnIndexThatItReads() throws Exception {
    FetchException e = catchThrowableOfType(FetchException.class, () -> repository.fetchIndex());
    String command = e.getMessage().replaceFirst(".*with: ", "");
    Files.createDirectories(directory.resolve("sub"));
    Files.writeString(directory.resolve("sub/it's \"a\" b.dmg"), "content");
    Process shell = new ProcessBuilder("sh", "-c", command).directory(directory.toFile()).start();
    assertThat(shell.waitFor()).isZero();

    Repository here = new Repository(directory.toUri(), fetcher);
    Index index = here.fetchIndex();

    assertThat(index.problems()).isEmpty();
    assertThat(index.entries()).containsExactly(new IndexEntry("sub/it's \"a\" b.dmg", SUM, 1));
    assertThat(here.fetch(index.entries().iterator().next(), directory.resolve("cache")).size())
        .isEqualTo(7);
  }

  @Test
  void comparesSumsAsTextSoThatAWrongOneIsSeen() {
    // The Perl script compared them as numbers: two sums that begin with a letter were always
    // equal.
    String wrong = "a" + SUM.substring(1);
    served.put("/1/PKGS/x.dmg", "content");

    FetchException e =
        catchThrowableOfType(
            FetchException.class,
            () -> repository.fetch(new IndexEntry("x.dmg", wrong, 1), directory));

    assertThat(e.kind()).isEqualTo(Kind.MISMATCH);
    assertThat(directory).isEmptyDirectory();
  }
}
