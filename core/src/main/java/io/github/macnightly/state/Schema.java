package io.github.macnightly.state;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables and the numbered steps that lead to them. A step that was released is never changed.
 */
final class Schema {

  /** The columns of 2006, in their order: the Perl script relies on it. */
  private static final String PACKAGE = "CREATE TABLE IF NOT EXISTS package (sum text, file text)";

  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              PACKAGE,
              "CREATE TABLE item (name TEXT PRIMARY KEY, kind TEXT, md5 TEXT, sha256 TEXT,"
                  + " source TEXT, installed TEXT, parts INTEGER, parts_sum INTEGER,"
                  + " paths INTEGER, paths_sum INTEGER, checksum INTEGER) WITHOUT ROWID",
              "CREATE TABLE part (item TEXT, position INTEGER, kind TEXT, identifier TEXT,"
                  + " version TEXT, path TEXT, checksum INTEGER,"
                  + " PRIMARY KEY (item, position)) WITHOUT ROWID",
              "CREATE TABLE ledger (path TEXT, item TEXT, position INTEGER, type TEXT,"
                  + " mode INTEGER, size INTEGER, digest TEXT, checksum INTEGER,"
                  + " PRIMARY KEY (path, item, position)) WITHOUT ROWID",
              "CREATE INDEX ledger_by_item ON ledger (item, position)",
              "CREATE TABLE tally (id INTEGER PRIMARY KEY, items INTEGER, items_sum INTEGER,"
                  + " checksum INTEGER)",
              "INSERT INTO tally VALUES (1, 0, 0, " + RowChecksum.of("tally", 0, 0) + ")"),
          List.of(
              "CREATE TABLE run (id INTEGER PRIMARY KEY, command TEXT, begun TEXT, ended TEXT,"
                  + " status INTEGER, checksum INTEGER)",
              "CREATE TABLE event (id INTEGER PRIMARY KEY, run INTEGER, at TEXT, item TEXT,"
                  + " action TEXT, outcome TEXT, detail TEXT, checksum INTEGER)"));

  /** The number of the newest schema. */
  static final int CURRENT = STEPS.size();

  /** From this one on items are recorded. */
  static final int WITH_ITEMS = 1;

  /** From this one on runs are recorded. */
  static final int WITH_RUNS = 2;

  /**
   * With the number added it is the application id, "mn" and 16 bits. A number that this second
   * place does not confirm comes from damage and not from a newer program.
   */
  private static final int APPLICATION = 0x6d6e0000;

  private static final int USER_VERSION_OFFSET = 60;

  private Schema() {}

  /**
   * Returns the number of the schema that a database has, 0 for an empty one or that of 2006.
   *
   * @throws FormatException when it was written by a newer program
   */
  static int version(Database database) throws SQLException, IOException {
    long version = database.number("PRAGMA user_version");
    boolean ours = database.number("PRAGMA application_id") == APPLICATION + version;
    if (version < 0 || version > CURRENT && !ours) {
      throw new DamagedException("the schema number is " + version);
    }
    if (version > CURRENT) {
      throw new UnsupportedFormatException(
          "package database",
          USER_VERSION_OFFSET,
          "its schema is number "
              + version
              + ", known here are up to "
              + CURRENT
              + "; use the newer macnightly that wrote it");
    }
    return (int) version;
  }

  /** Takes a database to the newest schema; within a transaction. */
  static void migrate(Database database, int from) throws SQLException {
    migrate(database, from, CURRENT);
  }

  /** Takes a database from one schema to a later one; within a transaction. */
  static void migrate(Database database, int from, int to) throws SQLException {
    for (List<String> step : STEPS.subList(from, to)) {
      for (String sql : step) {
        database.execute(sql);
      }
    }
    database.execute("PRAGMA user_version=" + to);
    database.execute("PRAGMA application_id=" + (APPLICATION + to));
  }
}
