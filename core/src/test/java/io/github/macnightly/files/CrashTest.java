package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever dies or fails at whichever change of the disk: the item is the old one or the new one.
 */
final class CrashTest {

  private static final Duration WAIT = Duration.ofSeconds(2);

  /** Every scenario, by atomic exchange and by two renames; read-only ones as an ordinary user. */
  private static final String ALL =
      """
      NEW_ITEM, true, true
      NEW_ITEM_WITHOUT_PARENT, true, true
      REPLACED_ITEM, true, true
      REPLACED_ITEM, false, true
      READ_ONLY_ITEM, true, false
      READ_ONLY_ITEM, false, false
      REMOVAL, true, true
      PACKAGE, true, true
      PACKAGE, false, true
      PACKAGE, false, false
      """;

  @TempDir(factory = MemoryDirectory.class)
  private Path temp;

  private int roots;

  /** Returns the work area of the next, living process; forcing would only take time here. */
  private static WorkArea area(Path root) throws IOException {
    return WorkArea.at(root, FaultyDisk.without(true), WAIT);
  }

  private Path fresh(Scenario s) throws IOException {
    Path root = Files.createDirectory(temp.resolve("root" + ++roots)).toRealPath();
    s.before(root);
    return root;
  }

  private List<String> wanted(Scenario s) throws IOException {
    Path root = fresh(s);
    s.run(root, area(root));
    return withoutArea(root);
  }

  /** Returns the manifest without the directories that only lead to the work area. */
  private static List<String> withoutArea(Path root) throws IOException {
    return Manifest.of(root).stream().filter(l -> !l.matches("(var|var/db|) .*")).toList();
  }

  private static void recover(Path root, List<String> told) throws IOException {
    area(root).recover(Log.SILENT, (label, finished) -> told.add(label + " " + finished));
  }

  private void requireHealed(Scenario s, Path root, List<String> wanted) throws IOException {
    assertThat(Manifest.remains(root)).isEmpty();
    assertThat(area(root).needsRecovery()).isFalse();
    if (!(s == Scenario.REMOVAL && withoutArea(root).equals(wanted))) {
      s.run(root, area(root));
    }
    assertThat(withoutArea(root)).isEqualTo(wanted);
    assertThat(Manifest.remains(root)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(textBlock = ALL)
  void isOldOrNewAfterDeathAtAnyChange(Scenario s, boolean exchanges, boolean privileged)
      throws IOException {
    List<String> wanted = wanted(s);
    int deaths = 0;
    for (int n = 1; ; n++) {
      Path root = fresh(s);
      List<String> old = withoutArea(root);
      FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.DEATH, n, exchanges, privileged);
      if (!dies(s, root, disk)) {
        break;
      }
      deaths++;
      List<String> told = new ArrayList<>();
      recover(root, told);
      List<String> now = withoutArea(root);
      assertThat(now).as("death at change %d", n).isIn(old, wanted);
      assertThat(told).doesNotContain(s + " " + now.equals(old));
      requireHealed(s, root, wanted);
    }
    assertThat(deaths).isGreaterThan(20);
  }

  private static boolean dies(Scenario s, Path root, FaultyDisk disk) throws IOException {
    try {
      s.run(root, WorkArea.at(root, disk, WAIT));
      return disk.struck();
    } catch (FaultyDisk.Died e) {
      return true;
    }
  }

  @ParameterizedTest
  @CsvSource({"REPLACED_ITEM, true", "REPLACED_ITEM, false", "PACKAGE, true", "PACKAGE, false"})
  void isOldOrNewWhenRecoveryDiesToo(Scenario s, boolean exchanges) throws IOException {
    List<String> wanted = wanted(s);
    for (int n = 1; ; n++) {
      for (int m = 1; ; m++) {
        Path root = fresh(s);
        List<String> old = withoutArea(root);
        if (!dies(s, root, new FaultyDisk(FaultyDisk.Fault.DEATH, n, exchanges, true))) {
          return;
        }
        boolean journal = !area(root).journals().pending().isEmpty();
        if (n % (journal ? s == Scenario.PACKAGE ? 3 : 1 : 7) != 0) {
          break; // Recovery only sweeps without a journal: some of these deaths are enough.
        }
        if (!recoveryDies(root, new FaultyDisk(FaultyDisk.Fault.DEATH, m, exchanges, true))) {
          break;
        }
        recover(root, new ArrayList<>());
        assertThat(withoutArea(root)).as("death at %d, then %d", n, m).isIn(old, wanted);
        assertThat(Manifest.remains(root)).isEmpty();
      }
    }
  }

  private static boolean recoveryDies(Path root, FaultyDisk disk) throws IOException {
    try {
      WorkArea.at(root, disk, WAIT).recover(Log.SILENT, (label, finished) -> {});
      return disk.struck();
    } catch (FaultyDisk.Died e) {
      return true;
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = ALL)
  void changesNothingWhenTheDiskIsFullAtAnyChange(Scenario s, boolean exchanges, boolean privileged)
      throws IOException {
    failsCleanly(s, FaultyDisk.Fault.FULL, exchanges, privileged);
  }

  @ParameterizedTest
  @CsvSource({"REPLACED_ITEM, false, true", "READ_ONLY_ITEM, true, false", "PACKAGE, true, true"})
  void changesNothingWhenPermissionIsDeniedAtAnyChange(
      Scenario s, boolean exchanges, boolean privileged) throws IOException {
    failsCleanly(s, FaultyDisk.Fault.DENIED, exchanges, privileged);
  }

  private void failsCleanly(Scenario s, FaultyDisk.Fault fault, boolean exchanges, boolean root0)
      throws IOException {
    List<String> wanted = wanted(s);
    boolean struck = true;
    for (int n = 1; struck; n++) {
      Path root = fresh(s);
      List<String> old = withoutArea(root);
      FaultyDisk disk = new FaultyDisk(fault, n, exchanges, root0);
      boolean committed = commits(s, root, disk);
      struck = disk.struck();
      assertThat(withoutArea(root)).as("failure at %d", n).isEqualTo(committed ? wanted : old);
      recover(root, new ArrayList<>());
      assertThat(withoutArea(root)).isEqualTo(committed ? wanted : old);
      assertThat(Manifest.remains(root)).isEmpty();
    }
  }

  private static boolean commits(Scenario s, Path root, FaultyDisk disk) {
    try {
      return s.run(root, WorkArea.at(root, disk, WAIT));
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("/");
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({"READ_ONLY_ITEM, false, false", "PACKAGE, true, true", "PACKAGE, false, true"})
  void isOldOrNewWhenTheDiskBreaksForGood(Scenario s, boolean exchanges, boolean privileged)
      throws IOException {
    List<String> wanted = wanted(s);
    boolean struck = true;
    for (int n = 1; struck; n++) {
      Path root = fresh(s);
      List<String> old = withoutArea(root);
      FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.BROKEN, n, exchanges, privileged);
      commits(s, root, disk);
      struck = disk.struck();
      recover(root, new ArrayList<>());
      assertThat(withoutArea(root)).as("broken at %d", n).isIn(old, wanted);
      assertThat(Manifest.remains(root)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"REPLACED_ITEM", "PACKAGE"})
  void refusesToBeginBeforeADeadChangeIsRecovered(Scenario s) throws IOException {
    Path root = fresh(s);
    int last = lastChange(s);
    assertThat(dies(s, root, new FaultyDisk(FaultyDisk.Fault.DEATH, last, true, true))).isTrue();
    assertThatThrownBy(() -> s.run(root, area(root)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("recover it first");
  }

  /** Returns a change near the end of the steps: the rename that marks the journal applied. */
  private int lastChange(Scenario s) throws IOException {
    for (int n = 1; ; n++) {
      Path root = fresh(s);
      dies(s, root, new FaultyDisk(FaultyDisk.Fault.DEATH, n, true, true));
      if (!area(root).journals().pending().isEmpty()) {
        return n + 2;
      }
    }
  }
}
