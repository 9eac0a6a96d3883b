package io.github.macnightly.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {

  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final World world =
      new World(InputStream.nullInputStream(), OutputStream.nullOutputStream(), errors, Map.of());
  private final Batch batch = new Batch(new Console(world, new Launch("dmg-install", "", "")));

  @Test
  void allWellIsOk() throws Exception {
    assertThat(batch.attempt("a", () -> {})).isEmpty();
    assertThat(batch.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void onlyOneGivesItsOwnStatus() throws Exception {
    assertThat(batch.attempt("/a", () -> fail(new NoSuchFileException("/a")))).isPresent();
    assertThat(batch.status()).isEqualTo(ExitStatus.NO_INPUT);
  }

  @Test
  void oneOfSeveralGivesThatSomeFailed() throws Exception {
    batch.attempt("/a", () -> fail(new NoSuchFileException("/a")));
    batch.attempt("/b", () -> {});

    assertThat(batch.status()).isEqualTo(ExitStatus.SOME_FAILED);
    assertThat(errors).hasToString("dmg-install: /a: there is no such file or directory\n");
  }

  @Test
  void bugInOneIsToldAndStopsNoOther() throws Exception {
    batch.attempt(
        "/a",
        () -> {
          throw new IllegalStateException("odd");
        });

    assertThat(errors.toString()).contains("/a: internal error").hasLineCount(1);
  }

  @Test
  void interruptEndsAll() {
    assertThatThrownBy(() -> batch.attempt("/a", () -> fail(new ClosedByInterruptException())))
        .isInstanceOf(ClosedByInterruptException.class);
  }

  private static void fail(IOException cause) throws IOException {
    throw cause;
  }
}
