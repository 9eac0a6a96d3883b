package io.github.macnightly.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.macnightly.config.ConfigurationException;
import io.github.macnightly.fetch.FetchException;
import io.github.macnightly.files.RunLock;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

  static Stream<Arguments> causes() {
    return Stream.of(
        Arguments.of(new NotThisFormatException("UDIF", 0, "no"), 65),
        Arguments.of(new CorruptException("UDIF", 0, "no"), 65),
        Arguments.of(new UnsupportedFormatException("UDIF", 0, "no"), 65),
        Arguments.of(new LimitExceededException("UDIF", 0, "chunks", 5), 65),
        Arguments.of(new NoSuchFileException("/x"), 66),
        Arguments.of(fetch(FetchException.Kind.NOT_FOUND), 66),
        Arguments.of(fetch(FetchException.Kind.UNAVAILABLE), 69),
        Arguments.of(fetch(FetchException.Kind.DENIED), 69),
        Arguments.of(fetch(FetchException.Kind.PROTOCOL), 69),
        Arguments.of(fetch(FetchException.Kind.MISMATCH), 65),
        Arguments.of(new FileNotFoundException("/x (No such file or directory)"), 66),
        Arguments.of(new UnknownHostException("x"), 69),
        Arguments.of(new ConnectException("Connection refused"), 69),
        Arguments.of(new IllegalStateException("x"), 70),
        Arguments.of(new OutOfMemoryError("Java heap space"), 70),
        Arguments.of(new StackOverflowError(), 70),
        Arguments.of(new FileAlreadyExistsException("/x"), 73),
        Arguments.of(new NotDirectoryException("/x"), 73),
        Arguments.of(new FileSystemException("/x", null, "Read-only file system"), 73),
        Arguments.of(new FileSystemException("/x", null, "No space left on device"), 74),
        Arguments.of(new IOException("broken"), 74),
        Arguments.of(new AccessDeniedException("/x"), 77),
        Arguments.of(new CannotCreateException("/x", new IOException("no")), 73),
        Arguments.of(new OptionException("--x: not set"), 2),
        Arguments.of(new InterruptedIOException("/x holds a part"), 130),
        Arguments.of(new SocketTimeoutException("slow"), 74),
        Arguments.of(new FileNotFoundException("/x (Permission denied)"), 77),
        Arguments.of(new FileSystemException("/x", null, "Operation not permitted"), 77),
        Arguments.of(new ConfigurationException("localconfig.yml:3", "no"), 78),
        Arguments.of(new InterruptedException(), 130));
  }

  private static FetchException fetch(FetchException.Kind kind) {
    return new FetchException(kind, URI.create("http://127.0.0.1/x"), "no");
  }

  @ParameterizedTest
  @MethodSource("causes")
  void everyCauseHasItsStatusAndItsWords(Throwable cause, int status) {
    Failures failure = Failures.of(cause);

    assertThat(failure.status().code()).isEqualTo(status);
    assertThat(failure.line()).isNotBlank().doesNotContain("\n").doesNotContain("null");
  }

  @Test
  void lockThatIsHeldIsTold(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("lock");
    try (RunLock held = RunLock.acquire(file, Clock.systemUTC())) {
      IOException refusal =
          catchThrowableOfType(
              IOException.class, () -> RunLock.acquire(file, Clock.systemUTC()).close());
      assertThat(Failures.of(refusal).status().code()).isEqualTo(75);
      assertThat(held).isNotNull();
    }
  }

  @Test
  void wrappersAreLookedThrough() {
    IOException cause = new NoSuchFileException("/x");

    assertThat(Failures.of(new UncheckedIOException(cause)).status().code()).isEqualTo(66);
    assertThat(Failures.of(new ExecutionException(cause)).status().code()).isEqualTo(66);
    assertThat(Failures.of(new CompletionException(cause)).status().code()).isEqualTo(66);
  }

  @Test
  void missingFileIsNamed() {
    assertThat(Failures.of(new NoSuchFileException("/x")).line())
        .isEqualTo("/x: there is no such file or directory");
  }

  @Test
  void reasonOfOurOwnIsKept() {
    FileSystemException own = new NoSuchFileException("/x", null, "the list names nothing else");

    assertThat(Failures.of(own).line()).contains("/x", "the list names nothing else");
  }

  @Test
  void internalErrorSaysWhatToDo() {
    assertThat(Failures.of(new IllegalStateException("odd")).line()).contains("odd", "-vv");
  }
}
