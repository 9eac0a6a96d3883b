package io.github.macnightly.state;

import io.github.macnightly.io.Log;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** A database file that is only looked at; what cannot be read so is rebuilt in memory. */
final class ReadOnlyStore extends Store {

  private static final int READ_VERSION_OFFSET = 19;
  private static final int WRITE_AHEAD_LOG = 2;

  private final Receipts receipts;
  private final Log log;

  ReadOnlyStore(Path file, Receipts receipts, Log log) {
    super(file.toAbsolutePath());
    this.receipts = receipts;
    this.log = log;
  }

  @Override
  boolean isWritable() {
    return false;
  }

  @Override
  Database open() throws SQLException, IOException {
    refuseOtherThanFile();
    if (!Files.exists(file())) {
      return rebuild(new IOException("there is none"));
    }
    if (!wantsWriteAheadLog()) {
      return Database.open(file(), Database.Mode.READ);
    }
    Path log = file().resolveSibling(file().getFileName() + "-wal");
    if (Files.exists(log) && Files.size(log) > 0) {
      return rebuild(new IOException("its last changes are in a log"));
    }
    return Database.open(file(), Database.Mode.IMMUTABLE);
  }

  private boolean wantsWriteAheadLog() throws IOException {
    try (InputStream in = Files.newInputStream(file())) {
      byte[] head = in.readNBytes(READ_VERSION_OFFSET + 1);
      return head.length > READ_VERSION_OFFSET && head[READ_VERSION_OFFSET] == WRITE_AHEAD_LOG;
    }
  }

  @Override
  boolean isCurable(Exception failure) {
    return Database.isDamage(failure) || Database.needsWriter(failure);
  }

  @Override
  Database rebuild(Exception cause) throws SQLException, IOException {
    if (Database.isDamage(cause)) {
      String what = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
      log.note(
          file()
              + ": is damaged ("
              + what
              + "); the answers come from the receipts and from what of it can be read, and the"
              + " next run that installs repairs it");
    }
    Database database = Database.inMemory();
    new Rebuild(database, receipts, Database.isDamage(cause) ? log : Log.SILENT)
        .all(Salvage.of(file()));
    return database;
  }
}
