package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.io.Log;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that are locked, mounted or on another volume; what needs root is skipped without it. */
final class ForeignTargetTest {

  @TempDir private Path temp;
  private Path root;
  private final List<List<String>> clean = new ArrayList<>();

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(temp.resolve("root")).toRealPath();
  }

  private static boolean runs(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterEach
  void cleanUp() throws Exception {
    for (List<String> command : clean) {
      runs(command.toArray(new String[0]));
    }
  }

  private Path mount(String path) throws Exception {
    Path point = Files.createDirectories(root.resolve(path));
    assumeTrue(
        runs("mount", "-t", "tmpfs", "none", point.toString()), "we may not mount on this machine");
    clean.add(List.of("umount", point.toString()));
    return point;
  }

  private boolean put(WorkArea area, Path target, String content) throws IOException {
    try (Transaction tx = Transaction.begin(area, "test", Scenario.CLOCK)) {
      tx.replace(Files.writeString(tx.stage(target), content), target);
      tx.commit();
    }
    return true;
  }

  @Test
  void namesALockedTargetAndTheRemedy() throws Exception {
    Path target = Files.writeString(root.resolve("locked"), "old");
    assumeTrue(runs("chattr", "+i", target.toString()), "we may not lock files on this machine");
    clean.add(List.of("chattr", "-i", target.toString()));
    WorkArea area = WorkArea.at(root);
    assertThatThrownBy(() -> put(area, target, "new"))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining(target.toString())
        .hasMessageContaining("chflags nouchg")
        .hasMessageContaining("chattr -i");
    assertThat(target).hasContent("old");
    assertThat(Manifest.remains(root)).isEmpty();
  }

  @Test
  void takesBackWhatWasDoneBeforeALockedTarget() throws Exception {
    Path free = Files.writeString(root.resolve("free"), "old");
    Path locked = Files.writeString(root.resolve("locked"), "old");
    assumeTrue(runs("chattr", "+i", locked.toString()), "we may not lock files on this machine");
    clean.add(List.of("chattr", "-i", locked.toString()));
    try (Transaction tx = Transaction.begin(WorkArea.at(root), "test", Scenario.CLOCK)) {
      tx.replace(Files.writeString(tx.stage(free), "new"), free);
      tx.remove(locked);
      assertThatThrownBy(tx::commit).isInstanceOf(AccessDeniedException.class);
    }
    assertThat(free).hasContent("old");
    assertThat(Manifest.remains(root)).isEmpty();
  }

  @Test
  void refusesToReplaceAMountPoint() throws Exception {
    Path point = mount("Volumes/Data");
    WorkArea area = WorkArea.at(root);
    assertThatThrownBy(() -> put(area, point, "new"))
        .hasMessageContaining(point.toString())
        .hasMessageContaining("mount point");
  }

  @Test
  void refusesToDeleteAMountedVolume() throws Exception {
    Path point = mount("tree/mounted");
    Files.writeString(point.resolve("precious"), "x");
    assertThatThrownBy(() -> DurableFiles.deleteTree(root.resolve("tree")))
        .hasMessageContaining("mount point");
    assertThat(point.resolve("precious")).exists();
  }

  @Test
  void stagesAndKeepsOnTheVolumeOfTheTarget() throws Exception {
    Path point = mount("Volumes/Data");
    Path target = Files.createDirectories(point.resolve("Applications")).resolve("x");
    WorkArea area = WorkArea.at(root);
    put(area, target, "old");
    assertThat(point.resolve(Volume.HIDDEN)).doesNotExist();
    put(area, target, "new");
    assertThat(target).hasContent("new");
    String kept = area.kept().get(0).paths().get(target.toString());
    assertThat(Path.of(kept)).startsWith(point.resolve(Volume.HIDDEN)).hasContent("old");
    area.discardKept(k -> true);
    assertThat(point.resolve(Volume.HIDDEN)).doesNotExist();
    assertThat(area.directory().resolve("volumes")).doesNotExist();
  }

  @Test
  void isOldOrNewOnAnotherVolumeAfterDeathAtAnyChange() throws Exception {
    Path point = mount("Volumes/Data");
    Path target = point.resolve("x");
    boolean struck = true;
    for (int n = 1; struck; n++) {
      Files.writeString(target, "old");
      FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.DEATH, n, true, true);
      try {
        put(WorkArea.at(root, disk, Duration.ofSeconds(2)), target, "new");
      } catch (FaultyDisk.Died e) {
        assertThat(Files.exists(target)).isTrue();
      }
      struck = disk.struck();
      WorkArea.at(root).recover(Log.SILENT, (label, finished) -> {});
      assertThat(Files.readString(target)).isIn("old", "new");
      WorkArea.at(root).discardKept(k -> true);
      assertThat(Unix.list(point)).containsExactly(target);
      assertThat(Manifest.remains(root)).isEmpty();
    }
  }

  @Test
  void waitsForAVolumeThatIsNotMountedNow() throws Exception {
    Path point = mount("Volumes/Data");
    Path target = Files.writeString(point.resolve("x"), "old");
    WorkArea area = WorkArea.at(root);
    for (int n = 1; n < 100 && area.journals().pending().isEmpty(); n++) {
      area.recover(Log.SILENT, (label, finished) -> {});
      FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.DEATH, n, true, true);
      try {
        put(WorkArea.at(root, disk, Duration.ofSeconds(2)), target, "new");
      } catch (FaultyDisk.Died e) {
        assertThat(target).exists();
      }
    }
    Path aside = Files.createDirectory(root.resolve("aside"));
    runs("mount", "--move", point.toString(), aside.toString());
    clean.add(List.of("umount", aside.toString()));
    assumeTrue(Unix.list(point).isEmpty(), "we may not move mounts on this machine");
    assertThatThrownBy(() -> area.recover(Log.SILENT, (label, finished) -> {}))
        .hasMessageContaining("mount its volume");
    runs("mount", "--move", aside.toString(), point.toString());
    area.recover(Log.SILENT, (label, finished) -> {});
    assertThat(target).hasContent("new");
  }

  @Test
  void refusesAWorkAreaOfSomebodyElse() throws Exception {
    put(WorkArea.at(root), root.resolve("a"), "old");
    Path area = root.resolve("var/db/macnightly");
    assumeTrue(Unix.require(area).uid() == 0, "we may not give files away");
    assumeTrue(runs("chown", "65534", area.toString()), "we may not give files away");
    assertThatThrownBy(() -> put(WorkArea.at(root), root.resolve("a"), "new"))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("belongs to user 65534");
    assertThat(root.resolve("a")).hasContent("old");
  }
}
