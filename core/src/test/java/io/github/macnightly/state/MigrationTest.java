package io.github.macnightly.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MigrationTest {

  @TempDir Path root;

  /** Makes a database with an older schema and, where it has the table, an item in it. */
  private Tree older(int version) throws Exception {
    Tree tree = new Tree(root);
    Files.createDirectories(tree.etc);
    try (Database database = Database.open(tree.database, Database.Mode.WRITE)) {
      database.transaction(
          () -> {
            Schema.migrate(database, 0, version);
            if (version >= Schema.WITH_ITEMS) {
              new ItemTable(database).put(Items.of("old.dmg", 5));
            }
            return null;
          });
    }
    return tree;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void everyOlderSchemaIsTakenToTheNewest(int version) throws Exception {
    Tree tree = older(version);

    try (State state = tree.open()) {
      long run = state.beginRun("update");
      state.record(Items.of("new.dmg", 5));
      state.event(run, new RunEvent("new.dmg", "install", "installed", ""));

      assertThat(state.items()).hasSize(version >= Schema.WITH_ITEMS ? 2 : 1);
      assertThat(state.history(5)).hasSize(1);
    }
    assertThat(tree.sqlite3("PRAGMA user_version").strip()).isEqualTo("" + Schema.CURRENT);
    assertThat(tree.notes).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void everyOlderSchemaIsReadAsFarAsItGoes(int version) throws Exception {
    Tree tree = older(version);
    var before = tree.files();

    try (State state = tree.readOnly()) {
      assertThat(state.sums()).isEmpty();
      assertThat(state.items()).hasSize(version >= Schema.WITH_ITEMS ? 1 : 0);
      assertThat(state.history(5)).isEmpty();
      assertThat(state.runs(5)).isEmpty();
      assertThat(state.owners("/Applications")).hasSize(version >= Schema.WITH_ITEMS ? 1 : 0);
    }
    assertThat(tree.files()).isEqualTo(before);
  }

  @Test
  void emptyFileIsTakenForANewDatabase() throws Exception {
    Tree tree = new Tree(root);
    Files.createDirectories(tree.etc);
    Files.createFile(tree.database);

    tree.install(Items.of("a.dmg", 3));

    assertThat(tree.notes).isEmpty();
    assertThat(tree.sqlite3("select count(*) from package").strip()).isEqualTo("1");
  }

  @Test
  void emptyFileIsReadAsEmpty() throws Exception {
    Tree tree = new Tree(root);
    Files.createDirectories(tree.etc);
    Files.createFile(tree.database);

    try (State state = tree.readOnly()) {
      assertThat(state.sums()).isEmpty();
      assertThat(state.items()).isEmpty();
    }
    assertThat(tree.database).isEmptyFile();
  }
}
