package io.github.macnightly.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.macnightly.fetch.FetchException.Kind;
import io.github.macnightly.io.Log;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileFetchTest {

  private static final byte[] BODY = Given.bytes(100_000);

  private final Fetcher fetcher = new Fetcher(Given.options(), Log.SILENT);

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"a b.dmg", "100%.dmg", "a+b#c?d.dmg", "ü.dmg", "it's `x`.dmg"})
  void copiesAndVerifiesAFileOfAnyName(String name) throws IOException {
    Path source = Files.write(directory.resolve(name), BODY);
    Path target = directory.resolve("cache/copy");

    Fetched fetched = fetcher.fetch(source.toUri(), target, Given.md5(BODY));

    assertThat(fetched.size()).isEqualTo(BODY.length);
    assertThat(target).hasBinaryContent(BODY);
    assertThat(Given.names(directory.resolve("cache"))).containsExactly("copy");
  }

  @Test
  void readsASmallFileAndRefusesALargerOne() throws IOException {
    URI uri = Files.writeString(directory.resolve("x"), "12345").toUri();

    assertThat(fetcher.read(uri, 5)).hasSize(5);
    assertThat(kind(uri, 4)).isEqualTo(Kind.PROTOCOL);
  }

  @Test
  void saysWhatIsMissingOrNoFile() {
    assertThat(kind(directory.resolve("none").toUri(), 1)).isEqualTo(Kind.NOT_FOUND);
    assertThat(kind(directory.toUri(), 1)).isEqualTo(Kind.PROTOCOL);
    assertThat(kind(URI.create("file://server/x"), 1)).isEqualTo(Kind.PROTOCOL);
    assertThat(kind(URI.create("file:relative"), 1)).isEqualTo(Kind.PROTOCOL);
    assertThat(kind(URI.create("file:///a%00b"), 1)).isEqualTo(Kind.PROTOCOL);
  }

  @Test
  void keepsNothingOfAFileWithAnotherSum() throws IOException {
    URI uri = Files.write(directory.resolve("x"), BODY).toUri();
    Path cache = directory.resolve("cache");

    FetchException e =
        catchThrowableOfType(
            FetchException.class,
            () -> fetcher.fetch(uri, cache.resolve("x"), Given.md5(new byte[1])));

    assertThat(e.kind()).isEqualTo(Kind.MISMATCH);
    assertThat(Given.names(cache)).isEmpty();
  }

  private Kind kind(URI uri, int limit) {
    return catchThrowableOfType(FetchException.class, () -> fetcher.read(uri, limit)).kind();
  }
}
