package io.github.macnightly.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.io.Log;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageIsToldTest {

  @TempDir Path folder;

  private static Log into(List<String> notes) {
    return new Log() {
      @Override
      public void note(String line) {
        notes.add(line);
      }

      @Override
      public void detail(String line) {}
    };
  }

  @Test
  void readerOfADamagedDatabaseHearsWhereTheAnswersComeFrom() throws Exception {
    Path database = Files.write(folder.resolve("x.sqlite3"), new byte[4096]);
    Files.writeString(database, "this is no database, but long enough to look at".repeat(99));
    List<String> notes = new ArrayList<>();
    try (State state = State.readOnly(database, new Receipts(folder), into(notes))) {
      assertThat(state.items()).isEmpty();
    }
    assertThat(notes).hasSize(1);
    assertThat(notes.get(0))
        .startsWith(database + ": is damaged (")
        .contains("the answers come from the receipts");
  }

  @Test
  void readerOfNoDatabaseHearsNothing() throws Exception {
    List<String> notes = new ArrayList<>();
    try (State state = State.readOnly(folder.resolve("none"), new Receipts(folder), into(notes))) {
      assertThat(state.items()).isEmpty();
    }
    assertThat(notes).isEmpty();
  }
}
