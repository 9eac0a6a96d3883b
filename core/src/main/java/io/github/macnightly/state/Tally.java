package io.github.macnightly.state;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How many rows there are and the sum of their checksums, modulo 2 to the 64th: tells whether one
 * has vanished.
 */
record Tally(long rows, long sum) {

  static final Tally NONE = new Tally(0, 0);

  Tally plus(long checksum) {
    return new Tally(rows + 1, sum + checksum);
  }

  Tally minus(long checksum) {
    return new Tally(rows - 1, sum - checksum);
  }

  /**
   * Compares what was counted with what was recorded.
   *
   * @throws DamagedException when they differ
   */
  void check(Tally counted, String what) throws DamagedException {
    if (!equals(counted)) {
      throw new DamagedException(
          "there are " + counted.rows + " rows for " + what + " where " + rows + " were recorded");
    }
  }

  /** Returns the recorded tally of the items. */
  static Tally ofItems(Database database) throws SQLException, IOException {
    try (ResultSet row = database.query("SELECT items, items_sum, checksum FROM tally")) {
      if (!row.next()) {
        throw new DamagedException("the tally is missing");
      }
      RowChecksum.check(row.getLong(3), "tally", row.getLong(1), row.getLong(2));
      return new Tally(row.getLong(1), row.getLong(2));
    }
  }

  void recordForItems(Database database) throws SQLException {
    long checksum = RowChecksum.of("tally", rows, sum);
    database.update("UPDATE tally SET items = ?, items_sum = ?, checksum = ?", rows, sum, checksum);
  }
}
