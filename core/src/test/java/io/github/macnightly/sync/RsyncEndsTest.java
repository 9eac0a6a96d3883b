package io.github.macnightly.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.macnightly.io.Log;
import io.github.macnightly.process.SystemProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program in rsync's place ends with. */
final class RsyncEndsTest {

  @TempDir Path work;

  private SyncResult sync(String script, Duration deadline)
      throws IOException, InterruptedException {
    Path program = work.resolve("rsync");
    Files.writeString(
        program,
        "#!/bin/sh\n[ \"$1\" = --version ] && echo 'rsync  version 3.4.1' && exit\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    TreeSync sync =
        new TreeSync(new SystemProcessRunner(), program.toString(), deadline, Log.SILENT);
    return sync.sync(SyncRequest.additions("rsync://h/m/", work.resolve("target")));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 10, 11, 12, 13, 14, 20, 23, 25, 30, 35, 127})
  void eachExitCodeIsToldInWords(int code) {
    SyncException failure =
        catchThrowableOfType(
            SyncException.class,
            () -> sync("echo 'rsync: why' >&2; exit " + code, Duration.ofSeconds(10)));

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure)
        .hasMessageContaining("rsync ended with " + code + ": " + ExitCode.words(code))
        .hasMessageContaining("(rsync: why)");
    assertThat(ExitCode.words(code)).doesNotContain("unknown");
    assertThat(failure.output()).contains("rsync: why");
  }

  @Test
  void vanishedFilesAreSuccessWithWarning() throws Exception {
    SyncResult result = sync("echo '>f+++++++++ a'; exit 24", Duration.ofSeconds(10));

    assertThat(result.changed()).isEqualTo(1);
    assertThat(result.warnings()).singleElement().asString().contains("vanished");
  }

  @Test
  void hangingRsyncIsEndedAtTheDeadline() {
    SyncException failure =
        catchThrowableOfType(
            SyncException.class, () -> sync("sleep 600 & sleep 600", Duration.ofSeconds(1)));

    assertThat(failure.code()).isEqualTo(SyncException.DEADLINE);
    assertThat(failure).hasMessageContaining("after 1 s").hasMessageContaining("STEP_DEADLINE");
  }

  @Test
  void floodOfChangesIsCountedAndBounded() throws Exception {
    SyncResult result = sync("yes '>f+++++++++ some/path' | head -n 5000", Duration.ofSeconds(10));

    assertThat(result.changed()).isEqualTo(5000);
    assertThat(result.changes()).hasSize(1000);
  }

  @Test
  void missingRsyncIsNamed() {
    TreeSync sync =
        new TreeSync(new SystemProcessRunner(), "no-such-rsync", Duration.ofSeconds(5), Log.SILENT);

    assertThatThrownBy(() -> sync.sync(SyncRequest.mirror("h::m/", work.resolve("t"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such-rsync");
  }

  @Test
  void otherLinesAreNoChanges() {
    Changes changes =
        new Changes(
            "created directory /t\n\nsent 3 bytes\n.d..t...... ./\ncL+++++++++ l -> x\n", true);

    assertThat(changes.changes()).isEqualTo(List.of(".d..t...... ./", "cL+++++++++ l -> x"));
  }
}
