package io.github.macnightly.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DamageTest {

  private static final InstalledItem A = Items.of("a.dmg", 40);
  private static final InstalledItem B = Items.of("b.dmg", 3);

  @TempDir Path root;
  private Tree tree;

  @BeforeEach
  void installTwo() throws Exception {
    tree = new Tree(root);
    tree.install(A, B);
  }

  private void assertHealed() throws Exception {
    assertAnswers();
    assertThat(tree.notes)
        .singleElement()
        .asString()
        .contains("damaged", "rebuilt from 2 receipts");
    assertThat(tree.etc.resolve("pkglist.sqlite3.damaged-1")).exists();
    tree.notes.clear();
    assertAnswers();
    assertThat(tree.notes).isEmpty();
    assertThat(tree.sqlite3("PRAGMA integrity_check").strip()).isEqualTo("ok");
    assertThat(tree.etc.resolve("pkglist.sqlite3.new")).doesNotExist();
  }

  private void assertAnswers() throws Exception {
    try (State state = tree.open()) {
      assertThat(state.items()).containsExactly(Items.withoutLedger(A), Items.withoutLedger(B));
      assertThat(state.item("a.dmg")).contains(Items.withoutLedger(A));
      assertThat(state.ledger("a.dmg")).isEqualTo(A.ledger());
      assertThat(state.owners("/Applications")).containsExactly("a.dmg", "b.dmg");
      assertThat(state.sums()).containsEntry("a.dmg", A.md5()).containsEntry("b.dmg", B.md5());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update item set md5 = 'x' where name = 'a.dmg'",
        "update item set name = 'c.dmg' where name = 'a.dmg'",
        "update item set installed = 'yesterday'",
        "update item set parts = 1",
        "delete from item where name = 'b.dmg'",
        "update part set version = '9' where item = 'a.dmg' and position = 0",
        "delete from part where item = 'b.dmg' and position = 1",
        "update ledger set mode = 511 where item = 'a.dmg' and position = 7",
        "update ledger set path = '/etc/passwd' where item = 'a.dmg' and position = 7",
        "update ledger set type = '' where item = 'a.dmg' and position = 7",
        "update ledger set position = 99 where item = 'a.dmg' and position = 7",
        "delete from ledger where item = 'a.dmg' and position = 39",
        "insert into ledger select path, 'b.dmg', position, type, mode, size, digest, checksum"
            + " from ledger where item = 'a.dmg' and position = 5",
        "update tally set items = 1",
        "delete from tally",
        "drop table part",
        "drop table ledger",
        "drop table package",
        "PRAGMA user_version=1",
        "PRAGMA user_version=0",
        "PRAGMA user_version=3",
        "PRAGMA user_version=123456",
        "PRAGMA user_version=-1"
      })
  void changeBehindOurBackIsNoticedAndHealed(String sql) throws Exception {
    tree.tamper(sql);

    assertHealed();
  }

  @Test
  void fileThatIsNoDatabaseIsMovedAside() throws Exception {
    Files.writeString(tree.database, "this is no database, it is a letter\n".repeat(300));

    assertHealed();
    assertThat(tree.etc.resolve("pkglist.sqlite3.damaged-1")).content().startsWith("this is no");
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 4000, 4095, 4096, 4097, 8192, 12288, 20000})
  void cutFileIsHealed(int length) throws Exception {
    byte[] all = Files.readAllBytes(tree.database);
    Files.write(tree.database, java.util.Arrays.copyOf(all, length));

    assertHealed();
  }

  @Test
  void damagedFilesAreNumbered() throws Exception {
    for (int i = 1; i <= 3; i++) {
      Files.writeString(tree.database, "no database ".repeat(1000));
      assertAnswers();
      assertThat(tree.etc.resolve("pkglist.sqlite3.damaged-" + i)).exists();
    }
  }

  @Test
  void rowsOfTheScriptAndHistoryAreSaved() throws Exception {
    try (State state = tree.open()) {
      long run = state.beginRun("pkgupdate");
      state.event(run, new RunEvent("a.dmg", "install", "installed", ""));
      state.endRun(run, 0);
    }
    tree.tamper("insert into package (file,sum) values ('perl.dmg','" + "d".repeat(32) + "')");
    tree.tamper("insert into package (file,sum) values ('odd','not a sum')");
    tree.tamper("drop table item");

    assertHealed();
    try (State state = tree.open()) {
      assertThat(state.sums()).containsEntry("perl.dmg", "d".repeat(32)).hasSize(3);
      assertThat(state.history(9)).extracting(HistoryEntry::command).containsExactly("pkgupdate");
      assertThat(state.runs(9)).extracting(RunEntry::status).containsExactly(0);
    }
  }

  @Test
  void changeOfADamagedDatabaseIsMadeAfterItIsHealed() throws Exception {
    try (State state = tree.open()) {
      tree.tamper("update item set md5 = 'x' where name = 'a.dmg'");
      InstalledItem c = Items.of("c.dmg", 3);
      state.record(c);

      assertThat(state.items()).hasSize(3);
      assertThat(state.owners("/Applications")).hasSize(3);
    }
    assertThat(tree.notes).hasSize(1);
  }

  @Test
  void receiptThatCannotBeReadIsLeftOutAndNamed() throws Exception {
    Files.writeString(tree.receipts.fileFor("b.dmg"), "{");
    Files.writeString(tree.database, "no database ".repeat(1000));

    try (State state = tree.open()) {
      assertThat(state.items()).extracting(InstalledItem::name).containsExactly("a.dmg");
    }
    assertThat(tree.notes).anyMatch(n -> n.contains(tree.receipts.fileFor("b.dmg").toString()));
  }

  @Test
  void damageThatAReaderFindsIsAnsweredWithoutAWrite() throws Exception {
    tree.tamper("update ledger set mode = 511 where item = 'a.dmg' and position = 7");
    var before = tree.files();

    try (State state = tree.readOnly()) {
      assertThat(state.ledger("a.dmg")).isEqualTo(A.ledger());
      assertThat(state.owners("/Applications")).isEqualTo(List.of("a.dmg", "b.dmg"));
    }
    assertThat(tree.files()).isEqualTo(before);
  }
}
