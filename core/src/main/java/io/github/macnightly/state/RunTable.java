package io.github.macnightly.state;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The tables run and event. */
final class RunTable {

  private static final String RUN = "SELECT id, command, begun, ended, status, checksum FROM run";
  private static final String EVENT =
      "SELECT id, run, at, item, action, outcome, detail, checksum FROM event";

  private final Database database;

  RunTable(Database database) {
    this.database = database;
  }

  long begin(String command, Instant at) throws SQLException {
    long run = database.number("SELECT max(id) FROM run") + 1;
    put(new RunEntry(run, command, at, null, -1));
    return run;
  }

  /** Records a run instead of what is recorded under its number. */
  void put(RunEntry run) throws SQLException {
    Object[] v = values(run);
    database.update(
        "INSERT OR REPLACE INTO run (id, command, begun, ended, status, checksum)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        v[0],
        v[1],
        v[2],
        v[3],
        v[4],
        RowChecksum.of("run", v));
  }

  private static Object[] values(RunEntry run) {
    String ended = run.ended() == null ? null : run.ended().toString();
    return new Object[] {run.run(), run.command(), run.begun().toString(), ended, run.status()};
  }

  /** Records the end of a run; one that is not known any more is let be. */
  void end(long run, Instant at, int status) throws SQLException, IOException {
    RunEntry entry = null;
    try (ResultSet rows = database.query(RUN + " WHERE id = ?", run)) {
      if (rows.next()) {
        entry = readRun(rows);
      }
    }
    if (entry != null) {
      put(new RunEntry(run, entry.command(), entry.begun(), at, status));
    }
  }

  /** Adds an event, under the next number. */
  void add(HistoryEntry e) throws SQLException {
    long id = database.number("SELECT max(id) FROM event") + 1;
    Object[] v = values(id, e);
    database.update(
        "INSERT INTO event (id, run, at, item, action, outcome, detail, checksum)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        v[0],
        v[1],
        v[2],
        v[3],
        v[4],
        v[5],
        v[6],
        RowChecksum.of("event", v));
  }

  private static Object[] values(long id, HistoryEntry e) {
    return new Object[] {
      id, e.run(), e.at().toString(), e.item(), e.action(), e.outcome(), e.detail()
    };
  }

  /** Returns the last runs, the newest first. */
  List<RunEntry> runs(int limit) throws SQLException, IOException {
    List<RunEntry> runs = new ArrayList<>();
    try (ResultSet rows = database.query(RUN + " ORDER BY id DESC LIMIT ?", limit)) {
      while (rows.next()) {
        runs.add(readRun(rows));
      }
    }
    return runs;
  }

  /** Returns the last events, the newest first. */
  List<HistoryEntry> events(int limit) throws SQLException, IOException {
    List<HistoryEntry> events = new ArrayList<>();
    try (ResultSet rows = database.query(EVENT + " ORDER BY id DESC LIMIT ?", limit)) {
      while (rows.next()) {
        events.add(readEvent(rows));
      }
    }
    return events;
  }

  /** Returns the command of a run, empty when it is not known. */
  String command(long run) throws SQLException, IOException {
    try (ResultSet rows = database.query(RUN + " WHERE id = ?", run)) {
      return rows.next() ? readRun(rows).command() : "";
    }
  }

  static RunEntry readRun(ResultSet row) throws SQLException, IOException {
    String ended = row.getString(4);
    RunEntry run =
        new RunEntry(
            row.getLong(1),
            row.getString(2),
            ItemTable.instant(row.getString(3)),
            ended == null ? null : ItemTable.instant(ended),
            row.getInt(5));
    RowChecksum.check(row.getLong(6), "run", values(run));
    return run;
  }

  /** Reads an event, without the command of its run. */
  static HistoryEntry readEvent(ResultSet row) throws SQLException, IOException {
    HistoryEntry event =
        new HistoryEntry(
            ItemTable.instant(row.getString(3)),
            row.getLong(2),
            "",
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7));
    RowChecksum.check(row.getLong(8), "event", values(row.getLong(1), event));
    return event;
  }
}
