package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableFilesTest {

  @TempDir private Path temp;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void writesNewFilesReadableByAll() throws IOException {
    Path file = temp.resolve("a/b/file");
    DurableFiles.write(file, bytes("text"));
    assertThat(file).hasContent("text");
    assertThat(Unix.require(file).mode()).isEqualTo(0644);
  }

  @Test
  void keepsTheModeOfAReplacedFile() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "old");
    Filesystem.SYSTEM.setMode(file, 0640);
    DurableFiles.write(file, bytes("new"));
    assertThat(file).hasContent("new");
    assertThat(Unix.require(file).mode()).isEqualTo(0640);
  }

  @Test
  void replacesALinkInsteadOfFollowingIt() throws IOException {
    Path other = Files.writeString(temp.resolve("other"), "other");
    Path link = Files.createSymbolicLink(temp.resolve("link"), other);
    DurableFiles.write(link, bytes("new"));
    assertThat(other).hasContent("other");
    assertThat(link).isRegularFile().hasContent("new");
  }

  @Test
  void leavesTheOldFileAndNothingElseWhenTheWriterFails() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "old");
    assertThatThrownBy(
            () ->
                DurableFiles.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("source failed");
                    }))
        .hasMessage("source failed");
    assertThat(file).hasContent("old");
    assertThat(Unix.list(temp)).containsExactly(file);
  }

  @Test
  void writesFilesWithTheLongestName() throws IOException {
    Path file = temp.resolve("n".repeat(255));
    DurableFiles.write(file, bytes("x"));
    assertThat(Unix.list(temp)).containsExactly(file);
  }

  @Test
  void isOldOrNewAfterDeathAtAnyCallAndTheNextWriteCleansUp() throws IOException {
    Path file = temp.resolve("d/file");
    DurableFiles.write(file, bytes("old"));
    boolean struck = true;
    for (int n = 1; struck; n++) {
      FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.DEATH, n, true, true);
      try {
        new Trees(disk).write(file, out -> out.write(bytes("new")));
      } catch (FaultyDisk.Died e) {
        assertThat(Files.readString(file)).isIn("old", "new");
      }
      struck = disk.struck();
      DurableFiles.write(file, bytes("old"));
      assertThat(Unix.list(file.getParent())).containsExactly(file);
    }
  }

  @Test
  void forgetsTemporaryFilesOfDeadProcessesButNotOfLivingOnes() throws IOException {
    Path dead = Files.createFile(temp.resolve(".file.999999999-1.new"));
    Path alive = Files.createFile(temp.resolve(".file.1-1.new"));
    DurableFiles.write(temp.resolve("file"), bytes("x"));
    assertThat(dead).doesNotExist();
    assertThat(alive).exists();
  }

  @Test
  void deletesTreesWithoutFollowingLinks() throws IOException {
    Path outside = Files.writeString(temp.resolve("outside"), "x");
    Path tree = Files.createDirectories(temp.resolve("tree/a/b"));
    Files.createSymbolicLink(tree.resolve("link"), outside);
    Files.createSymbolicLink(tree.resolve("up"), temp);
    Filesystem.SYSTEM.setMode(tree, 0500);
    DurableFiles.deleteTree(temp.resolve("tree"));
    assertThat(temp.resolve("tree")).doesNotExist();
    assertThat(outside).exists();
    DurableFiles.deleteTree(temp.resolve("tree"));
  }

  @Test
  void forcesEvenWhenTheThreadIsInterrupted() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "x");
    Thread.currentThread().interrupt();
    DurableFiles.forceTree(temp);
    DurableFiles.write(file, bytes("y"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(file).hasContent("y");
  }

  @Test
  void forcesManyFilesByManyThreadsAndTellsOfTheOneThatFails() throws IOException {
    for (int i = 0; i < 100; i++) {
      Files.writeString(temp.resolve("f" + i), "x");
    }
    FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.FULL, 50, true, true);
    assertThatThrownBy(() -> new Trees(disk).forceTree(temp)).hasMessageContaining("No space");
    FaultyDisk death = new FaultyDisk(FaultyDisk.Fault.DEATH, 50, true, true);
    assertThatThrownBy(() -> new Trees(death).forceTree(temp)).isInstanceOf(FaultyDisk.Died.class);
  }

  @Test
  void waitsForALockOnlySoLong() throws IOException {
    Path file = temp.resolve("lock");
    try (ProcessLocks.Held held = ProcessLocks.tryLock(file, false)) {
      held.note("17 2026-01-01T00:00:00Z test");
      assertThatThrownBy(() -> WaitingLock.exclusive(file, Duration.ofMillis(80)))
          .isInstanceOf(LockHeldException.class)
          .hasMessageContaining("process 17 since 2026-01-01T00:00:00Z (test)");
    }
    WaitingLock.exclusive(file, Duration.ZERO).close();
  }

  @Test
  void renamesACompleteFileOverAnotherOne() throws IOException {
    Path part = Files.writeString(temp.resolve("x.part"), "whole");
    Path target = Files.writeString(temp.resolve("x"), "old");
    DurableFiles.rename(part, target);
    assertThat(target).hasContent("whole");
    assertThat(Unix.list(temp)).isEqualTo(List.of(target));
  }
}
