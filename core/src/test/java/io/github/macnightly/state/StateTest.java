package io.github.macnightly.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateTest {

  @TempDir Path root;
  private Tree tree;

  @BeforeEach
  void makeTree() {
    tree = new Tree(root);
  }

  @Test
  void newDatabaseIsEmpty() throws Exception {
    try (State state = tree.open()) {
      assertThat(state.sums()).isEmpty();
      assertThat(state.items()).isEmpty();
      assertThat(state.item("x")).isEmpty();
      assertThat(state.ledger("x")).isEmpty();
      assertThat(state.owners("/x")).isEmpty();
      assertThat(state.history(10)).isEmpty();
    }
    assertThat(tree.notes).isEmpty();
  }

  @Test
  void recordedItemIsThereAfterReopening() throws Exception {
    InstalledItem item = Items.of("Fire Fox's ☃.dmg", 20);
    tree.install(item);

    try (State state = tree.open()) {
      assertThat(state.item(item.name())).contains(Items.withoutLedger(item));
      assertThat(state.items()).containsExactly(Items.withoutLedger(item));
      assertThat(state.ledger(item.name())).isEqualTo(item.ledger());
      assertThat(state.sums()).containsExactlyEntriesOf(java.util.Map.of(item.name(), item.md5()));
    }
  }

  @Test
  void itemWithoutSumIsNotInTheTableOf2006() throws Exception {
    tree.install(Items.of("a.app", null, List.of()));

    try (State state = tree.open()) {
      assertThat(state.sums()).isEmpty();
      assertThat(state.items()).hasSize(1);
    }
  }

  @Test
  void recordingAgainReplacesAllOfAnItem() throws Exception {
    tree.install(Items.of("a.dmg", 30), Items.of("b.dmg", 3));
    InstalledItem newer = Items.of("a.dmg", "f".repeat(32), Items.of("a.dmg", 5).ledger());
    tree.install(newer);

    try (State state = tree.open()) {
      assertThat(state.ledger("a.dmg")).isEqualTo(newer.ledger());
      assertThat(state.items()).hasSize(2);
      assertThat(state.sums()).containsEntry("a.dmg", "f".repeat(32)).hasSize(2);
    }
  }

  @Test
  void ownersAreAllItemsThatHaveThePath() throws Exception {
    tree.install(Items.of("b.dmg", 3), Items.of("a.dmg", 3));

    try (State state = tree.open()) {
      assertThat(state.owners("/Applications")).containsExactly("a.dmg", "b.dmg");
      assertThat(state.owners("/Applications/a.dmg/ä 2")).containsExactly("a.dmg");
      assertThat(state.owners("/Applications/a.dmg/ä")).isEmpty();
    }
  }

  @Test
  void forgottenItemIsGoneFromAllTables() throws Exception {
    tree.install(Items.of("a.dmg", 3), Items.of("b.dmg", 3));

    try (State state = tree.open()) {
      state.forget("a.dmg");
      state.forget("never there");

      assertThat(state.item("a.dmg")).isEmpty();
      assertThat(state.ledger("a.dmg")).isEmpty();
      assertThat(state.owners("/Applications")).containsExactly("b.dmg");
      assertThat(state.sums()).containsOnlyKeys("b.dmg");
    }
  }

  @Test
  void releasedItemKeepsItsSum() throws Exception {
    tree.install(Items.of("a.dmg", 3), Items.of("b.dmg", 3));

    try (State state = tree.open()) {
      state.release("a.dmg");
      state.release("never there");

      assertThat(state.items()).extracting(InstalledItem::name).containsExactly("b.dmg");
      assertThat(state.owners("/Applications")).containsExactly("b.dmg");
      assertThat(state.sums()).containsOnlyKeys("a.dmg", "b.dmg");
    }
  }

  @Test
  void historyHasTheNewestFirst() throws Exception {
    try (State state = tree.open()) {
      long first = state.beginRun("pkgupdate");
      state.event(first, new RunEvent("a.dmg", "install", "installed", ""));
      state.event(first, new RunEvent("b.dmg", "install", "failed", "no such server"));
      state.endRun(first, 1);
      long second = state.beginRun("update now");

      assertThat(state.history(1))
          .containsExactly(
              new HistoryEntry(
                  Items.WHEN, first, "pkgupdate", "b.dmg", "install", "failed", "no such server"));
      assertThat(state.history(10))
          .extracting(HistoryEntry::item)
          .containsExactly("b.dmg", "a.dmg");
      assertThat(state.runs(10))
          .containsExactly(
              new RunEntry(second, "update now", Items.WHEN, null, -1),
              new RunEntry(first, "pkgupdate", Items.WHEN, Items.WHEN, 1));
    }
  }

  @Test
  void nothingIsLeftBesideTheDatabase() throws Exception {
    tree.install(Items.of("a.dmg", 3));

    assertThat(tree.files()).containsOnlyKeys("pkglist.sqlite3");
  }

  @Test
  void missingDatabaseIsFilledFromReceiptsAndSaysSo() throws Exception {
    InstalledItem item = Items.of("a.dmg", 3);
    tree.writeReceipt(item);

    try (State state = tree.open()) {
      assertThat(state.items()).containsExactly(Items.withoutLedger(item));
      assertThat(state.sums()).containsEntry("a.dmg", item.md5());
    }
    assertThat(tree.notes).singleElement().asString().contains("filled from 1 receipts");
  }

  @Test
  void directoryInItsPlaceIsRefused() throws Exception {
    Files.createDirectories(tree.database);

    assertThatThrownBy(tree::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(tree.database + ": got a directory, wanted the package database");
    assertThatThrownBy(tree::readOnly).hasMessageContaining("got a directory");
  }

  @Test
  void newerSchemaIsRefusedAndLeftAlone() throws Exception {
    tree.install(Items.of("a.dmg", 3));
    tree.tamper("PRAGMA user_version=77; PRAGMA application_id=" + (0x6d6e0000 + 77));
    var before = tree.files();

    assertThatThrownBy(tree::open)
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("schema is number 77");
    assertThatThrownBy(tree::readOnly).isInstanceOf(UnsupportedFormatException.class);
    assertThat(tree.files()).isEqualTo(before);
  }

  @Test
  void oddCharactersInThePathAreNoMatter() throws Exception {
    Tree odd = new Tree(root.resolve("a ?mode=ro&x=%41#ü'"));

    odd.install(Items.of("a.dmg", 3));

    assertThat(odd.database).isRegularFile();
    try (State state = odd.readOnly()) {
      assertThat(state.items()).hasSize(1);
    }
  }
}
