package io.github.macnightly.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database of the Perl script of 2006, with the very commands that the script runs. */
final class PerlDatabaseTest {

  private static final String A = "a".repeat(32);
  private static final String B = "b".repeat(32);
  private static final String C = "c".repeat(32);

  @TempDir Path root;
  private Tree tree;

  @BeforeEach
  void makeDatabase() throws Exception {
    tree = new Tree(root);
    tree.sqlite3("create table package (sum text, file text)");
    insert("My App.app.tar.gz", A);
  }

  private void insert(String file, String sum) throws Exception {
    tree.sqlite3("insert into package (file,sum) values ('" + file + "','" + sum + "')");
  }

  private String select() throws Exception {
    return tree.sqlite3("select * from package");
  }

  @Test
  void itsRowsAreAdopted() throws Exception {
    try (State state = tree.open()) {
      assertThat(state.sums()).isEqualTo(Map.of("My App.app.tar.gz", A));
      assertThat(state.items()).isEmpty();
    }
    assertThat(select()).isEqualTo(A + "|My App.app.tar.gz\n");
    assertThat(tree.notes).isEmpty();
  }

  @Test
  void ofSeveralRowsForAFileTheLastWins() throws Exception {
    insert("My App.app.tar.gz", B);
    insert("other.dmg", C);

    try (State state = tree.readOnly()) {
      assertThat(state.sums()).isEqualTo(Map.of("My App.app.tar.gz", B, "other.dmg", C));
    }
  }

  @Test
  void theScriptReadsWhatWeWrote() throws Exception {
    InstalledItem item = Items.of("New.dmg", 3);
    tree.install(item);

    assertThat(select()).isEqualTo(A + "|My App.app.tar.gz\n" + item.md5() + "|New.dmg\n");
  }

  @Test
  void weReadWhatTheScriptAddsAfterwards() throws Exception {
    tree.install(Items.of("New.dmg", 3));
    insert("New.dmg", B);
    insert("Perl.dmg", C);

    try (State state = tree.open()) {
      assertThat(state.sums())
          .isEqualTo(Map.of("My App.app.tar.gz", A, "New.dmg", B, "Perl.dmg", C));
      assertThat(state.items()).extracting(InstalledItem::name).containsExactly("New.dmg");
    }
    assertThat(tree.notes).isEmpty();
  }

  @Test
  void recordingReplacesAllRowsOfTheScript() throws Exception {
    insert("New.dmg", B);
    insert("New.dmg", C);
    InstalledItem item = Items.of("New.dmg", 3);
    tree.install(item);

    assertThat(select()).isEqualTo(A + "|My App.app.tar.gz\n" + item.md5() + "|New.dmg\n");
  }

  @Test
  void rowsOfTheScriptWinOverReceiptsWhenAdopted() throws Exception {
    insert("New.dmg", B);
    tree.writeReceipt(Items.of("New.dmg", 3));
    tree.writeReceipt(Items.of("Lost.dmg", 3));

    try (State state = tree.open()) {
      assertThat(state.sums())
          .containsEntry("New.dmg", B)
          .containsEntry("Lost.dmg", Items.md5("Lost.dmg"));
      assertThat(state.items()).hasSize(2);
    }
  }

  @Test
  void rowsWithNothingInThemAreBorne() throws Exception {
    tree.sqlite3("insert into package (file) values ('no sum')");
    tree.sqlite3("insert into package (sum) values ('no file')");

    try (State state = tree.open()) {
      assertThat(state.sums()).isEqualTo(Map.of("My App.app.tar.gz", A, "no sum", ""));
    }
  }
}
