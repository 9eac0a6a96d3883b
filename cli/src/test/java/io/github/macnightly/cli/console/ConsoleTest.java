package io.github.macnightly.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConsoleTest {

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final Console console = on(output);

  @Test
  void rowSeparatesItsColumnsByTabs() {
    console.row("a b", 1, "c");
    console.finish(ExitStatus.OK);

    assertThat(output).hasToString("a b\t1\tc\n");
  }

  @Test
  void rowStaysOneLineWhateverANameHolds() {
    console.row("a\nb\u001b[2J\tc", "\u202egpj.exe");
    console.finish(ExitStatus.OK);

    assertThat(output).hasToString("a\\u000ab\\u001b[2J\\u0009c\t\\u202egpj.exe\n");
  }

  @Test
  void passageKeepsItsLinesButCommandsNoTerminal() {
    console.passage("one\ttwo\r\nthree\u001b[2J");
    console.finish(ExitStatus.OK);

    assertThat(output).hasToString("one    two\nthree\\u001b[2J\n");
  }

  @Test
  void timesAreToldToTheSecond() {
    console.row(Instant.parse("2026-11-20T02:00:00.123456Z"));
    console.finish(ExitStatus.OK);

    assertThat(output).hasToString("2026-11-20T02:00:00Z\n");
  }

  @Test
  void namesOutsideAsciiAreWrittenInUtf8() {
    console.row("Pr\u00e4fs \ud83d\ude00");
    console.finish(ExitStatus.OK);

    assertThat(output.toByteArray()).contains(0xc3, 0xa4, 0xf0, 0x9f);
  }

  @Test
  void documentIsJson() {
    record Item(String name, long size) {}
    console.document(Map.of("items", java.util.List.of(new Item("a", 3))));
    console.finish(ExitStatus.OK);

    assertThat(output.toString().replaceAll("\\s", ""))
        .isEqualTo("{\"items\":[{\"name\":\"a\",\"size\":3}]}");
  }

  @Test
  void noteGoesToStandardErrorAndResultsBeforeItGoFirst() {
    console.row("result");
    console.note("note");

    assertThat(output).hasToString("result\n");
    assertThat(errors).hasToString("note\n");
  }

  @Test
  void quietDropsNotesButNotErrors() {
    configure("-q");
    console.note("note");
    console.failure(new Failures(ExitStatus.IO, "bad"), new IOException());

    assertThat(errors).hasToString("update: bad\n");
  }

  @Test
  void detailIsToldOnlyOnRequest() {
    console.detail("one");
    configure("-v");
    console.detail("two");

    assertThat(errors).hasToString("two\n");
  }

  @Test
  void stackTraceIsShownOnlyWithTwoVs() {
    configure("-v");
    console.failure(new Failures(ExitStatus.IO, "bad"), new IOException("cause"));
    assertThat(errors.toString()).doesNotContain("\tat ");

    configure("-vv");
    console.failure(new Failures(ExitStatus.IO, "bad"), new IOException("cause"));
    assertThat(errors.toString()).contains("\tat ");
  }

  @Test
  void failureNamesWhatWasBeingWorkedOn() {
    console.subject("/x.dmg");
    console.failure(new Failures(ExitStatus.DAMAGED, "UDIF: no"), new IOException());

    assertThat(errors).hasToString("update: /x.dmg: UDIF: no\n");
  }

  @Test
  void readerThatGoesAwayIsNoFailure() {
    Console piped = on(failing("Broken pipe"));
    for (int i = 0; i < 100_000; i++) {
      piped.row("line", i);
    }

    assertThat(piped.finish(ExitStatus.OK)).isEqualTo(ExitStatus.OK);
    assertThat(errors.size()).isZero();
  }

  @Test
  void resultsLostOnAFullDiskAreAFailure() {
    Console full = on(failing("No space left on device"));
    full.row("result");

    assertThat(full.finish(ExitStatus.OK)).isEqualTo(ExitStatus.IO);
    assertThat(errors.toString()).contains("standard output: No space left on device");
  }

  @ParameterizedTest
  @CsvSource({"SOME_FAILED, IO", "DAMAGED, IO", "INTERRUPTED, INTERRUPTED"})
  void lostResultsGoBeforeAllButASignal(ExitStatus status, ExitStatus wanted) {
    Console full = on(failing("No space left on device"));
    full.row("result");

    assertThat(full.finish(status)).isEqualTo(wanted);
  }

  private Console on(OutputStream stream) {
    World world = new World(InputStream.nullInputStream(), stream, errors, Map.of());
    return new Console(world, new Launch("update", "", ""));
  }

  private void configure(String... args) {
    Probe probe = new Probe();
    new CommandLine(probe).parseArgs(args);
    console.configure(probe.options.output());
  }

  private static OutputStream failing(String why) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(why);
      }
    };
  }

  @Command
  private static final class Probe {
    @Mixin private Options options;
  }
}
