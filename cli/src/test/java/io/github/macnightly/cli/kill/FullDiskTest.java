package io.github.macnightly.cli.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up in the middle of a run: a tmpfs of a few sizes, which root may mount. */
class FullDiskTest {

  /** Room that is left for the run, in KiB. */
  private static final List<Integer> ROOM = List.of(16, 320, 560);

  private static final String TOLD = "(?s).*(disk is full).*";

  @TempDir Path folder;

  private int failed;

  @Test
  void fullDiskFailsClearlyLeavesOldOrNewAndHealsWithRoom(TestReporter reporter) throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    String refusal = Tool.attempt("mount", "-t", "tmpfs", "none", disk.toString());
    assumeTrue(refusal.isEmpty(), "needs a tmpfs, which cannot be mounted here: " + refusal);
    List<String> violations = new ArrayList<>();
    try {
      Scene scene = Scene.ofPackages(folder);
      Records records = Records.of(folder.resolve("reference/root"));
      for (int room : ROOM) {
        Aftermath aftermath = new Aftermath(scene, records, scene.root("disk/" + room));
        fill(scene, disk, room, aftermath);
        aftermath.violations().forEach(v -> violations.add(room + " KiB: " + v));
      }
    } finally {
      Tool.attempt("umount", disk.toString());
    }
    reporter.publishEntry("full disks", failed + " of " + ROOM.size());
    assertThat(violations).isEmpty();
    assertThat(failed).as("runs that met a full disk").isGreaterThanOrEqualTo(2);
  }

  private void fill(Scene scene, Path disk, int room, Aftermath aftermath) throws Exception {
    Path root = disk.resolve(room + "/root");
    resize(disk, used(disk) / 1024 + room);
    Program.Ended run = scene.program(root).run();
    if (run.status() != 0) {
      failed++;
      aftermath.require(run.status() == 1 || run.status() == 74, "ended so: " + run);
      aftermath.require(
          (run.output() + run.errors()).matches(TOLD), "does not name the cause: " + run);
      aftermath.require(!run.errors().contains("\tat "), "shows a stack trace: " + run);
    }
    aftermath.atOnce();
    resize(disk, 256 << 10);
    aftermath.afterNextRuns();
    Tool.run("rm", "-rf", root.getParent().toString());
  }

  private static long used(Path disk) throws IOException {
    FileStore store = Files.getFileStore(disk);
    return store.getTotalSpace() - store.getUnallocatedSpace();
  }

  private static void resize(Path disk, long kibibytes) throws Exception {
    Tool.run("mount", "-o", "remount,size=" + kibibytes + "k", disk.toString());
  }
}
