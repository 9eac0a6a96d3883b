package io.github.macnightly.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunLogTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T02:03:04.5Z"), ZoneOffset.UTC);

  @TempDir Path work;

  @Test
  void linesAreDatedAppendedAndPassedOn() throws Exception {
    Path file = work.resolve("var/log/x.log");
    Heard heard = new Heard();
    try (RunLog log = RunLog.open(file, CLOCK, heard)) {
      log.note("one");
    }
    try (RunLog log = RunLog.open(file, CLOCK, heard)) {
      log.detail("two\nthree \u001b[31mred");
    }
    assertThat(file)
        .hasContent(
            "2026-11-20T02:03:04Z one\n2026-11-20T02:03:04Z two\n"
                + "2026-11-20T02:03:04Z three ?[31mred\n");
    assertThat(heard.notes).containsExactly("one");
  }

  @Test
  void fiveOldLogsAreKept() throws Exception {
    Path file = work.resolve("x.log");
    String filler = "x".repeat(100_000);
    try (RunLog log = RunLog.open(file, CLOCK, new Heard())) {
      for (int i = 0; i < 75; i++) {
        log.write("line " + i + " " + filler);
      }
    }
    try (var files = Files.list(work)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "x.log", "x.log.1", "x.log.2", "x.log.3", "x.log.4", "x.log.5");
    }
    assertThat(Files.readString(file)).contains("line 74 ");
    assertThat(Files.size(work.resolve("x.log.1"))).isBetween(1_000_000L, 1_200_000L);
    assertThat(Files.readString(work.resolve("x.log.5"))).doesNotContain("line 0 ");
  }

  @Test
  void logThatCannotBeWrittenIsSaidOnceAndStopsNothing() throws Exception {
    Heard heard = new Heard();
    Path file = Files.createDirectories(work.resolve("x.log"));
    try (RunLog log = RunLog.open(file, CLOCK, heard)) {
      log.note("one");
      log.write("two\nthree");
    }
    assertThat(heard.notes).hasSize(2).last().isEqualTo("one");
    assertThat(heard.notes.get(0)).contains("the log cannot be written: " + file);
  }
}
