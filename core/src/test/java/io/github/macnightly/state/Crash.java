package io.github.macnightly.state;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Leaves a database as a writer does that dies in the middle of a transaction. */
final class Crash {

  private Crash() {}

  /**
   * Copies database and journal while a transaction that has already spilled into the file is open,
   * then puts the copies where the originals were.
   */
  static void leaveHotJournal(Path file) throws Exception {
    Path journal = Path.of(file + "-journal");
    Path copy = Path.of(file + ".copy");
    Path journalCopy = Path.of(file + ".copy-journal");
    try (Database database = Database.open(file, Database.Mode.WRITE)) {
      database.execute("PRAGMA cache_size=2");
      database.transaction(
          () -> {
            IntStream range = IntStream.range(0, 2000);
            for (int i : range.toArray()) {
              database.update("INSERT INTO package (sum, file) VALUES (?, ?)", "x", "torn" + i);
            }
            database.update("UPDATE item SET kind = 'torn'");
            Files.copy(file, copy);
            Files.copy(journal, journalCopy);
            return null;
          });
    }
    Files.move(copy, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.move(journalCopy, journal);
  }
}
