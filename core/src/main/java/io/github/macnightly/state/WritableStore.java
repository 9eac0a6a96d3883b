package io.github.macnightly.state;

import io.github.macnightly.files.DurableFiles;
import io.github.macnightly.io.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A database file that is created, migrated and, when damaged, replaced by a rebuilt one. */
final class WritableStore extends Store {

  private static final List<String> COMPANIONS = List.of("-journal", "-wal", "-shm");

  private final Receipts receipts;
  private final Log log;

  WritableStore(Path file, Receipts receipts, Log log) throws IOException {
    super(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath());
    this.receipts = receipts;
    this.log = log;
  }

  @Override
  boolean isWritable() {
    return true;
  }

  @Override
  Database open() throws SQLException, IOException {
    refuseOtherThanFile();
    DurableFiles.createDirectories(file().getParent());
    DurableFiles.delete(beside(".new")); // left by a dead process
    Database database = Database.open(file(), Database.Mode.WRITE);
    try {
      if (Schema.version(database) < Schema.CURRENT) {
        migrate(database);
      }
      return database;
    } catch (SQLException | IOException e) {
      database.close();
      throw e;
    }
  }

  private void migrate(Database database) throws SQLException, IOException {
    int count =
        database.transaction(
            () -> {
              int version = Schema.version(database); // nobody else changes it from here on
              Schema.migrate(database, version);
              boolean fresh = version < Schema.WITH_ITEMS;
              return fresh ? new Rebuild(database, receipts, log).adopt() : 0;
            });
    if (count > 0) {
      log.note(file() + ": was new, filled from " + count + " receipts");
    }
  }

  private Path beside(String suffix) {
    return file().resolveSibling(file().getFileName() + suffix);
  }

  @Override
  boolean isCurable(Exception failure) {
    return Database.isDamage(failure);
  }

  /**
   * Copies the damaged file aside and replaces it by a new one, which is complete before it gets
   * its name. At any moment before that the damaged one is found again, and all this done anew.
   */
  @Override
  Database rebuild(Exception cause) throws SQLException, IOException {
    Path aside = copyAside();
    Path fresh = beside(".new");
    DurableFiles.delete(fresh);
    int count;
    Salvage salvage = Salvage.of(file());
    try (Database database = Database.open(fresh, Database.Mode.WRITE)) {
      count = new Rebuild(database, receipts, log).all(salvage);
    }
    for (String companion : COMPANIONS) {
      DurableFiles.delete(beside(companion)); // or it would be rolled back into the new file
    }
    DurableFiles.rename(fresh, file());
    log.note(
        file()
            + ": damaged ("
            + firstLine(cause)
            + "), kept as "
            + aside.getFileName()
            + ", rebuilt from "
            + count
            + " receipts and "
            + salvage.sums().size()
            + " old rows");
    return Database.open(file(), Database.Mode.WRITE);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private Path copyAside() throws IOException {
    int number = 1;
    while (Files.exists(beside(".damaged-" + number))) {
      number++;
    }
    Path aside = beside(".damaged-" + number);
    copy(file(), aside);
    for (String companion : COMPANIONS) {
      copy(beside(companion), beside(".damaged-" + number + companion));
    }
    return aside;
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      DurableFiles.write(to, out -> Files.copy(from, out));
    }
  }
}
