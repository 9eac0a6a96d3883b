package io.github.macnightly.state;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What can still be read of a damaged database that the receipts do not know. */
final class Salvage {

  private static final Pattern SUM = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Pattern UNLIKELY = Pattern.compile("[\\p{Cc}\\uFFFD]");

  private final Map<Long, String[]> packages = new TreeMap<>();
  private final Map<Long, RunEntry> runs = new TreeMap<>();
  private final Map<Long, HistoryEntry> events = new TreeMap<>();

  private Salvage() {}

  /** Saves what there is: nothing from a file that is not there or not a database at all. */
  static Salvage of(Path file) {
    Salvage salvage = new Salvage();
    try (Database database = Database.open(file, Database.Mode.IMMUTABLE)) {
      salvage.read(database, "SELECT rowid, sum, file FROM package", salvage::savePackage);
      salvage.read(
          database,
          "SELECT id, command, begun, ended, status, checksum FROM run",
          salvage::saveRun);
      salvage.read(
          database,
          "SELECT id, run, at, item, action, outcome, detail, checksum FROM event",
          salvage::saveEvent);
    } catch (SQLException e) {
      return salvage;
    }
    return salvage;
  }

  /** Takes one row. */
  @FunctionalInterface
  private interface Row {
    void save(ResultSet row) throws SQLException, IOException;
  }

  /** Reads from both ends, each up to the first page that cannot be read. */
  private void read(Database database, String sql, Row row) {
    for (String order : List.of(" ORDER BY 1", " ORDER BY 1 DESC")) {
      try (ResultSet rows = database.query(sql + order)) {
        while (rows.next()) {
          save(rows, row);
        }
      } catch (SQLException e) {
        continue; // What lies behind this page is tried from the other end.
      }
    }
  }

  private static void save(ResultSet rows, Row row) throws SQLException {
    try {
      row.save(rows);
    } catch (IOException e) {
      return; // This row does not match its checksum; the next one may.
    }
  }

  private void savePackage(ResultSet row) throws SQLException {
    String sum = row.getString(2);
    String file = row.getString(3);
    if (sum != null
        && file != null
        && SUM.matcher(sum).matches()
        && !file.isBlank()
        && !UNLIKELY.matcher(file).find()) {
      packages.put(row.getLong(1), new String[] {file, sum});
    }
  }

  private void saveRun(ResultSet row) throws SQLException, IOException {
    runs.put(row.getLong(1), RunTable.readRun(row));
  }

  private void saveEvent(ResultSet row) throws SQLException, IOException {
    events.put(row.getLong(1), RunTable.readEvent(row));
  }

  /** Returns the rows of the table of 2006 that look whole: file to sum, of several the last. */
  Map<String, String> sums() {
    Map<String, String> sums = new LinkedHashMap<>();
    packages.values().forEach(row -> sums.put(row[0], row[1]));
    return sums;
  }

  Collection<RunEntry> runs() {
    return runs.values();
  }

  Collection<HistoryEntry> events() {
    return events.values();
  }
}
