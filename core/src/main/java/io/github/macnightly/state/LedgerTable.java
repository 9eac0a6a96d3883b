package io.github.macnightly.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The table of the paths that items own, stored in the order of paths. */
final class LedgerTable {

  private static final int BATCH = 1000;

  private final Database database;
  private boolean complete; // whether all rows were seen to be there and in order

  LedgerTable(Database database) {
    this.database = database;
  }

  boolean complete() {
    return complete;
  }

  private static long checksum(String item, int position, LedgerPath p) {
    return RowChecksum.of(
        "ledger", p.path(), item, position, "" + p.type(), p.mode(), p.size(), p.digest());
  }

  /** Adds the paths of an item; returns their number and sum. */
  Tally put(InstalledItem item) throws SQLException {
    Tally tally = Tally.NONE;
    PreparedStatement insert = database.statement("INSERT INTO ledger VALUES (?,?,?,?,?,?,?,?)");
    for (LedgerPath p : item.ledger()) {
      int position = (int) tally.rows();
      long checksum = checksum(item.name(), position, p);
      insert.setString(1, p.path());
      insert.setString(2, item.name());
      insert.setInt(3, position);
      insert.setString(4, "" + p.type());
      insert.setInt(5, p.mode());
      insert.setLong(6, p.size());
      insert.setString(7, p.digest());
      insert.setLong(8, checksum);
      insert.addBatch();
      tally = tally.plus(checksum);
      if (tally.rows() % BATCH == 0) {
        insert.executeBatch();
      }
    }
    insert.executeBatch();
    return tally;
  }

  void remove(String item) throws SQLException {
    database.update("DELETE FROM ledger WHERE item = ?", item);
  }

  /** Returns the paths of an item in the order in which they were recorded. */
  List<LedgerPath> of(String item, Tally expected) throws SQLException, IOException {
    List<LedgerPath> paths = new ArrayList<>();
    Tally counted = Tally.NONE;
    String sql =
        "SELECT path, item, position, type, mode, size, digest, checksum FROM ledger"
            + " WHERE item = ? ORDER BY position";
    try (ResultSet rows = database.query(sql, item)) {
      while (rows.next()) {
        paths.add(read(rows));
        counted = counted.plus(rows.getLong(8));
      }
    }
    expected.check(counted, "the ledger of " + item);
    return paths;
  }

  private static LedgerPath read(ResultSet row) throws SQLException, IOException {
    String type = row.getString(4);
    LedgerPath path =
        new LedgerPath(
            row.getString(1),
            type == null || type.isEmpty() ? '?' : type.charAt(0),
            row.getInt(5),
            row.getLong(6),
            row.getString(7));
    if (row.getLong(8) != checksum(row.getString(2), row.getInt(3), path)) {
      throw new DamagedException("a row of table ledger does not match its checksum");
    }
    return path;
  }

  /** Returns the names of the items that own a path; {@link #checkAll} has been called once. */
  List<String> owners(String path) throws SQLException {
    List<String> owners = new ArrayList<>();
    String sql = "SELECT DISTINCT item FROM ledger WHERE path = ? ORDER BY item";
    try (ResultSet rows = database.query(sql, path)) {
      while (rows.next()) {
        owners.add(rows.getString(1));
      }
    }
    return owners;
  }

  /**
   * Reads the whole table in its order. When every row is whole and they ascend, a search by path
   * finds what there is.
   *
   * @throws DamagedException when a row is missing, changed or out of place
   */
  void checkAll(Tally expected) throws SQLException, IOException {
    Tally counted = Tally.NONE;
    byte[] last = {};
    String sql =
        "SELECT path, item, position, type, mode, size, digest, checksum FROM ledger"
            + " ORDER BY path, item, position";
    try (ResultSet rows = database.query(sql)) {
      while (rows.next()) {
        byte[] path = read(rows).path().getBytes(StandardCharsets.UTF_8);
        if (Arrays.compareUnsigned(last, path) > 0) {
          throw new DamagedException("the paths of table ledger are out of order");
        }
        counted = counted.plus(rows.getLong(8));
        last = path;
      }
    }
    expected.check(counted, "all ledgers");
    complete = true;
  }
}
