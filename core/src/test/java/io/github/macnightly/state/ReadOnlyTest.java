package io.github.macnightly.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadOnlyTest {

  private static final InstalledItem A = Items.of("a.dmg", 5);

  @TempDir Path root;
  private Tree tree;

  @BeforeEach
  void makeTree() {
    tree = new Tree(root);
  }

  @Test
  void missingDatabaseIsEmptyAndStaysMissing() throws Exception {
    try (State state = tree.readOnly()) {
      assertThat(state.sums()).isEmpty();
      assertThat(state.items()).isEmpty();
      assertThat(state.history(1)).isEmpty();
    }
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void missingDatabaseIsAnsweredFromReceipts() throws Exception {
    tree.writeReceipt(A);

    try (State state = tree.readOnly()) {
      assertThat(state.sums()).isEqualTo(Map.of("a.dmg", A.md5()));
    }
    assertThat(tree.etc).doesNotExist();
  }

  @Test
  void readingChangesNoByteAndMakesNoFile() throws Exception {
    tree.install(A);
    var before = tree.files();

    try (State state = tree.readOnly()) {
      assertThat(state.items()).hasSize(1);
      assertThat(state.ledger("a.dmg")).isEqualTo(A.ledger());
      assertThat(tree.files()).isEqualTo(before);
    }
    assertThat(tree.files()).isEqualTo(before);
  }

  @Test
  void changeIsRefused() throws Exception {
    tree.install(A);
    var before = tree.files();

    try (State state = tree.readOnly()) {
      assertThatThrownBy(() -> state.record(Items.of("b.dmg", 3))).isInstanceOf(IOException.class);
    }
    assertThat(tree.files()).isEqualTo(before);
  }

  @Test
  void databaseWithWriteAheadLogIsReadWithoutTouchingIt() throws Exception {
    tree.install(A);
    tree.sqlite3("PRAGMA journal_mode=WAL");
    var before = tree.files();

    try (State state = tree.readOnly()) {
      assertThat(state.items()).hasSize(1);
    }
    assertThat(tree.files()).isEqualTo(before);
  }

  @Test
  void writeAheadLogIsSwitchedOffByAWriter() throws Exception {
    tree.install(A);
    tree.sqlite3("PRAGMA journal_mode=WAL");
    tree.install(Items.of("b.dmg", 3));

    assertThat(tree.sqlite3("PRAGMA journal_mode").strip()).isEqualTo("delete");
    assertThat(tree.files()).containsOnlyKeys("pkglist.sqlite3");
  }

  @Test
  void journalOfADeadWriterIsNotTouchedAndReceiptsAnswer() throws Exception {
    tree.install(A);
    Crash.leaveHotJournal(tree.database);
    assertThat(tree.etc.resolve("pkglist.sqlite3-journal")).isNotEmptyFile();
    var before = tree.files();

    try (State state = tree.readOnly()) {
      assertThat(state.items()).containsExactly(Items.withoutLedger(A));
      assertThat(state.sums()).containsEntry("a.dmg", A.md5());
    }
    assertThat(tree.files()).isEqualTo(before);
  }

  @Test
  void journalOfADeadWriterIsRolledBackByTheNextWriter() throws Exception {
    tree.install(A);
    Crash.leaveHotJournal(tree.database);

    try (State state = tree.open()) {
      assertThat(state.sums()).isEqualTo(Map.of("a.dmg", A.md5()));
      assertThat(state.items()).containsExactly(Items.withoutLedger(A));
    }
    assertThat(tree.notes).isEmpty();
    assertThat(tree.files()).containsOnlyKeys("pkglist.sqlite3");
  }

  @Test
  void readerAndWriterWorkSideBySide() throws Exception {
    tree.install(A);

    try (State reader = tree.readOnly();
        State writer = tree.open()) {
      assertThat(reader.items()).hasSize(1);
      writer.record(Items.of("b.dmg", 3));
      assertThat(reader.items()).hasSize(2);
    }
    assertThat(Files.exists(tree.database)).isTrue();
  }
}
