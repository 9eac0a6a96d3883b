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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransactionTest {

  @TempDir private Path temp;
  private Path root;
  private WorkArea area;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(temp.resolve("root")).toRealPath();
    area = WorkArea.at(root);
  }

  private Transaction begin() throws IOException {
    return Transaction.begin(area, "test", Scenario.CLOCK);
  }

  private void put(String path, String content) throws IOException {
    try (Transaction tx = begin()) {
      Path target = root.resolve(path);
      tx.replace(Files.writeString(tx.stage(target), content), target);
      tx.commit();
    }
  }

  @Test
  void writesNothingBeforeItHasTo() throws IOException {
    area.recover(Log.SILENT, (label, finished) -> {});
    assertThat(area.needsRecovery()).isFalse();
    assertThat(area.kept()).isEmpty();
    area.discardKept(k -> true);
    assertThat(Unix.list(root)).isEmpty();
  }

  @Test
  void changesNothingWithoutCommit() throws IOException {
    put("a", "old");
    try (Transaction tx = begin()) {
      tx.replace(Files.writeString(tx.stage(root.resolve("a")), "new"), root.resolve("a"));
      tx.remove(root.resolve("a/b"));
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("changed twice");
    }
    assertThat(root.resolve("a")).hasContent("old");
    assertThat(Manifest.remains(root)).isEmpty();
  }

  @Test
  void stagesInADirectoryThatIsClosedToOthers() throws IOException {
    try (Transaction tx = begin()) {
      Path staged = tx.stage(root.resolve("Applications/X.app"));
      assertThat(staged).hasFileName("X.app").doesNotExist();
      assertThat(Unix.require(staged.getParent()).mode()).isEqualTo(0700);
      assertThat(Unix.require(area.directory()).mode()).isEqualTo(0700);
    }
  }

  @Test
  void keepsWhatItReplacedUntilThatIsDiscarded() throws IOException {
    put("a", "one");
    put("a", "two");
    assertThat(area.kept()).hasSize(1);
    Kept kept = area.kept().get(0);
    assertThat(kept.at()).isEqualTo(Scenario.CLOCK.instant());
    assertThat(kept.label()).isEqualTo("test");
    Path copy = Path.of(kept.paths().get(root.resolve("a").toString()));
    assertThat(copy).hasContent("one");
    area.discardKept(k -> false);
    assertThat(copy).exists();
    area.discardKept(k -> k.transaction().equals(kept.transaction()));
    assertThat(area.kept()).isEmpty();
    assertThat(Unix.list(area.keptDirectory())).isEmpty();
  }

  @Test
  void putsAKeptCopyBack() throws IOException {
    put("a", "one");
    put("a", "two");
    Kept kept = area.kept().get(0);
    try (Transaction tx = begin()) {
      tx.replace(Path.of(kept.paths().get(root.resolve("a").toString())), root.resolve("a"));
      tx.commit();
    }
    assertThat(root.resolve("a")).hasContent("one");
    assertThat(area.kept()).hasSize(1);
    assertThat(area.kept().get(0).paths().values().iterator().next()).isNotNull();
  }

  @Test
  void replacesALinkItselfAndNotWhatItLeadsTo() throws IOException {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.createSymbolicLink(root.resolve("X.app"), outside);
    put("X.app", "file");
    assertThat(root.resolve("X.app")).isRegularFile();
    assertThat(outside).isEmptyDirectory();
    assertThat(Path.of(area.kept().get(0).paths().get(root.resolve("X.app").toString())))
        .isSymbolicLink();
  }

  @Test
  void refusesATargetOutsideOfTheRoot() throws IOException {
    Files.createSymbolicLink(root.resolve("out"), temp);
    try (Transaction tx = begin()) {
      assertThatThrownBy(() -> tx.stage(root.resolve("out/x"))).hasMessageContaining("outside");
      assertThatThrownBy(() -> tx.remove(temp.resolve("x"))).hasMessageContaining("outside");
      assertThatThrownBy(() -> tx.remove(root)).hasMessageContaining("root");
    }
  }

  @Test
  void refusesToPutInPlaceWhatItDidNotStage() throws IOException {
    Path elsewhere = Files.writeString(root.resolve("elsewhere"), "x");
    try (Transaction tx = begin()) {
      assertThatThrownBy(() -> tx.replace(elsewhere, root.resolve("a")))
          .hasMessageContaining("not in the stage");
      tx.replace(tx.stage(root.resolve("b")), root.resolve("b"));
      assertThatThrownBy(tx::commit).hasMessageContaining("nothing was staged");
    }
  }

  @Test
  void refusesOverlappingTargets() throws IOException {
    try (Transaction tx = begin()) {
      tx.remove(root.resolve("a/b"));
      assertThatThrownBy(() -> tx.remove(root.resolve("a"))).hasMessageContaining("twice");
      assertThatThrownBy(() -> tx.remove(root.resolve("a/b/c"))).hasMessageContaining("twice");
      assertThatThrownBy(() -> tx.remove(root.resolve("a/b"))).hasMessageContaining("twice");
      tx.remove(root.resolve("a/c"));
    }
  }

  @Test
  void putsPartsOfOneStagedTreeInPlace() throws IOException {
    try (Transaction tx = begin()) {
      Path payload = tx.stage(root);
      Files.createDirectories(payload.resolve("usr/bin"));
      Files.writeString(payload.resolve("usr/bin/tool"), "tool");
      Filesystem.SYSTEM.setMode(payload.resolve("usr/bin"), 0555);
      tx.directory(root.resolve("usr/bin"), 0555);
      tx.replace(payload.resolve("usr/bin/tool"), root.resolve("usr/bin/tool"));
      tx.commit();
    }
    assertThat(root.resolve("usr/bin/tool")).hasContent("tool");
    assertThat(Unix.require(root.resolve("usr/bin")).mode()).isEqualTo(0555);
  }

  @Test
  void leavesAnExistingDirectoryAsItIs() throws IOException {
    Path real = Files.createDirectory(root.resolve("real"));
    Filesystem.SYSTEM.setMode(real, 0701);
    Files.createSymbolicLink(root.resolve("link"), Path.of("real"));
    try (Transaction tx = begin()) {
      tx.directory(root.resolve("real"), 0755);
      tx.directory(root.resolve("link"), 0755);
      tx.commit();
    }
    assertThat(Unix.require(real).mode()).isEqualTo(0701);
    assertThat(root.resolve("link")).isSymbolicLink();
  }

  @Test
  void refusesADirectoryWhereAFileIs() throws IOException {
    put("a", "file");
    try (Transaction tx = begin()) {
      tx.replace(Files.writeString(tx.stage(root.resolve("a/b")), "x"), root.resolve("a/b"));
      assertThatThrownBy(tx::commit).hasMessageContaining("is no directory");
    }
    assertThat(root.resolve("a")).hasContent("file");
  }

  @Test
  void makesASecondTransactionWaitAndThenNamesTheHolder() throws IOException {
    WorkArea hasty = WorkArea.at(root, Filesystem.SYSTEM, Duration.ofMillis(60));
    try (Transaction tx = begin()) {
      assertThatThrownBy(() -> Transaction.begin(hasty, "second", Scenario.CLOCK))
          .as("while %s is open", tx.id())
          .isInstanceOf(LockHeldException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    Transaction.begin(hasty, "second", Scenario.CLOCK).close();
  }

  @Test
  void isNotStoppedByAnInterrupt() throws IOException {
    Thread.currentThread().interrupt();
    put("a", "new");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(root.resolve("a")).hasContent("new");
  }

  @Test
  void sweepsScratchOnlyWhenNobodyUsesIt() throws IOException {
    Path scratch = area.scratch("image X/é");
    assertThat(scratch).isEmptyDirectory().hasFileName("1-image_X__");
    assertThat(area.scratch("image X/é")).isNotEqualTo(scratch);
    area.recover(Log.SILENT, (label, finished) -> {});
    assertThat(scratch).exists();
  }

  @Test
  void leavesADamagedJournalAndItsThingsForAPerson() throws IOException {
    put("a", "x");
    Path journal = area.directory().resolve("journal/J-1.json");
    Files.writeString(journal, "{}");
    Path stage = Files.createDirectory(area.directory().resolve("stage/J-1"));
    List<String> notes = new ArrayList<>();
    area.recover(new Notes(notes), (label, finished) -> {});
    assertThat(notes).singleElement().asString().contains("J-1.json").contains("damaged");
    assertThat(stage).exists();
    assertThat(area.needsRecovery()).isFalse();
    put("a", "y");
  }

  @Test
  void tellsTheListenerAgainWhenItCouldNotTakeNote() throws IOException {
    Transaction tx = begin();
    tx.replace(Files.writeString(tx.stage(root.resolve("a")), "new"), root.resolve("a"));
    tx.commit();
    WorkArea dead = WorkArea.at(root, new FaultyDisk(FaultyDisk.Fault.DEATH, 1, true, true), null);
    assertThat(dead.journals().pending()).hasSize(1);
    Files.copy(dead.journals().pending().get(0), temp.resolve("journal"));
    tx.close();
    Files.copy(temp.resolve("journal"), area.journals().applied(tx.id()));
    assertThatThrownBy(() -> area.recover(Log.SILENT, TransactionTest::failing))
        .hasMessage("no database");
    List<String> told = new ArrayList<>();
    area.recover(Log.SILENT, (label, finished) -> told.add(label + finished));
    assertThat(told).containsExactly("testtrue");
  }

  private static void failing(String label, boolean finished) throws IOException {
    throw new IOException("no database");
  }

  private record Notes(List<String> lines) implements Log {
    @Override
    public void note(String line) {
      lines.add(line);
    }

    @Override
    public void detail(String line) {}
  }
}
