package io.github.macnightly.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The table of 2006, which the Perl script shares with us. */
final class PackageTable {

  private PackageTable() {}

  /** Returns the sum of each file; of several rows the last wins. */
  static Map<String, String> sums(Database database) throws SQLException {
    Map<String, String> sums = new LinkedHashMap<>();
    try (ResultSet rows = database.query("SELECT file, sum FROM package ORDER BY rowid")) {
      while (rows.next()) {
        String file = rows.getString(1);
        String sum = rows.getString(2);
        if (file != null) {
          sums.put(file, sum == null ? "" : sum);
        }
      }
    }
    return sums;
  }

  /** Returns whether there is such a table: an empty database without a schema has none. */
  static boolean exists(Database database) throws SQLException {
    return database.number("SELECT count(*) FROM sqlite_master WHERE name = 'package'") > 0;
  }

  static void put(Database database, String file, String sum) throws SQLException {
    remove(database, file);
    database.update("INSERT INTO package (sum, file) VALUES (?, ?)", sum, file);
  }

  static void remove(Database database, String file) throws SQLException {
    database.update("DELETE FROM package WHERE file = ?", file);
  }
}
