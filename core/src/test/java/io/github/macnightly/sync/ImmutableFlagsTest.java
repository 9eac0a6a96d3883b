package io.github.macnightly.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Programs;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.io.Log;
import io.github.macnightly.process.ProcessRunner;
import io.github.macnightly.process.SystemProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImmutableFlagsTest {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @TempDir Path tree;

  /** Remembers what was asked of it; the first restoring can be interrupted. */
  private static final class Recorded implements ImmutableFlags {

    private final List<String> calls = new ArrayList<>();
    private int interrupts;

    @Override
    public Optional<String> lift(Path tree) {
      calls.add("lift");
      return Optional.empty();
    }

    @Override
    public Optional<String> restore(Path tree) throws InterruptedException {
      if (interrupts-- > 0) {
        throw new InterruptedException();
      }
      calls.add(Thread.currentThread().isInterrupted() ? "restore, interrupted" : "restore");
      return Optional.empty();
    }
  }

  private void guarded(ProcessRunner runner, Recorded flags)
      throws IOException, InterruptedException {
    new GuardedSync(new TreeSync(runner, DEADLINE, Log.SILENT), flags)
        .sync(SyncRequest.mirror("h::m/", tree));
  }

  @Test
  void macTakesAndSetsTheUsersFlag() throws Exception {
    Runs runs = Runs.ok();
    ImmutableFlags flags = ImmutableFlags.mac(runs, DEADLINE);

    assertThat(flags.lift(tree)).isEmpty();
    assertThat(flags.restore(tree)).isEmpty();

    assertThat(runs.commands)
        .containsExactly(
            List.of("chflags", "-R", "nouchg", tree.toString()),
            List.of("chflags", "-R", "uchg", tree.toString()));
  }

  @Test
  void linuxTakesAndSetsTheAttribute() throws Exception {
    Runs runs = Runs.ok();
    ImmutableFlags flags = ImmutableFlags.linux(runs, DEADLINE);

    flags.lift(tree);
    flags.restore(tree);

    assertThat(runs.commands)
        .containsExactly(
            List.of("chattr", "-R", "-i", tree.toString()),
            List.of("chattr", "-R", "+i", tree.toString()));
  }

  @Test
  void missingTreeIsFine() throws Exception {
    Runs runs = Runs.ok();

    assertThat(ImmutableFlags.linux(runs, DEADLINE).lift(tree.resolve("gone"))).isEmpty();
    assertThat(runs.commands).isEmpty();
  }

  @Test
  void linksThatHaveNoFlagsAreNoComplaint() throws Exception {
    String errors = "chattr: Operation not supported while reading flags on " + tree + "/l\n";

    assertThat(ImmutableFlags.linux(Runs.ending(1, errors), DEADLINE).restore(tree)).isEmpty();
  }

  @Test
  void fileSystemWithoutFlagsIsSkippedWithReason() throws Exception {
    String errors = "chattr: Operation not supported while reading flags on " + tree + "\n";

    assertThat(ImmutableFlags.linux(Runs.ending(1, errors), DEADLINE).restore(tree))
        .hasValue("the file system of " + tree + " has no immutable flag");
  }

  @Test
  void otherFailuresAreTold() throws Exception {
    String errors = "chattr: Operation not permitted while setting flags on " + tree + "\n";

    assertThat(ImmutableFlags.linux(Runs.ending(1, errors), DEADLINE).restore(tree).orElseThrow())
        .contains("Operation not permitted");
    assertThat(ImmutableFlags.mac(Runs.timedOut(), DEADLINE).lift(tree).orElseThrow())
        .contains("chflags was ended after 10 s");
  }

  @Test
  void flagsAreRestoredWhenRsyncFails() {
    Recorded flags = new Recorded();

    assertThatThrownBy(() -> guarded(Runs.ending(12, "broken"), flags))
        .isInstanceOf(SyncException.class);

    assertThat(flags.calls).containsExactly("lift", "restore");
  }

  @Test
  void flagsAreRestoredWhenInterrupted() {
    Recorded flags = new Recorded();
    flags.interrupts = 1;
    ProcessRunner interrupting =
        request -> {
          Thread.currentThread().interrupt();
          throw new InterruptedException();
        };

    assertThatThrownBy(() -> guarded(interrupting, flags)).isInstanceOf(InterruptedException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(flags.calls).containsExactly("lift", "restore");
  }

  @Test
  void reasonsForNotSettingThemAreTold() throws Exception {
    GuardedSync sync =
        new GuardedSync(
            new TreeSync(Runs.ok(), DEADLINE, Log.SILENT), ImmutableFlags.none("no root"));

    assertThat(sync.sync(SyncRequest.mirror("h::m/", tree)).warnings())
        .containsExactly("immutable flags: no root");
  }

  @Test
  void realFlagsAreLiftedForTheSyncAndBackAfterIt() throws Exception {
    assumeTrue(Files.getAttribute(tree, "unix:uid").equals(0), "only root may set the flag");
    assumeTrue(Programs.find("chattr").isPresent(), "there is no chattr");
    Path target = tree.resolve("target");
    Tree.create().file("a/old", "old\n").symlink("l", "a").writeTo(target);
    Path master = tree.resolve("master");
    Tree.create().file("a/new", "new\n").symlink("l", "a").writeTo(master);
    ImmutableFlags flags = ImmutableFlags.linux(new SystemProcessRunner(), DEADLINE);
    try {
      assumeTrue(flags.restore(target).isEmpty(), "the file system has no such flag");
      TreeSync sync = new TreeSync(new SystemProcessRunner(), DEADLINE, Log.SILENT);
      new GuardedSync(sync, flags).sync(SyncRequest.mirror(master.toString(), target));

      assertThat(Tree.digest(target)).isEqualTo(Tree.digest(master));
      assertThatThrownBy(() -> Files.writeString(target.resolve("a/new"), "changed"))
          .isInstanceOf(IOException.class);
    } finally {
      flags.lift(target);
    }
  }
}
