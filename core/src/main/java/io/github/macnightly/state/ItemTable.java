package io.github.macnightly.state;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables item and part. */
final class ItemTable {

  private static final String COLUMNS =
      "name, kind, md5, sha256, source, installed, parts, parts_sum, paths, paths_sum, checksum";

  private final Database database;
  private final LedgerTable ledger;
  private boolean complete; // whether all rows were seen to be there

  ItemTable(Database database) {
    this.database = database;
    this.ledger = new LedgerTable(database);
  }

  /** A row of table item. */
  private record Row(InstalledItem item, Tally parts, Tally paths, long checksum) {

    static Row of(InstalledItem item, Tally parts, Tally paths) {
      return new Row(item, parts, paths, RowChecksum.of("item", values(item, parts, paths)));
    }

    static Row read(ResultSet row) throws SQLException, IOException {
      Tally parts = new Tally(row.getLong(7), row.getLong(8));
      Tally paths = new Tally(row.getLong(9), row.getLong(10));
      InstalledItem item =
          new InstalledItem(
              row.getString(1),
              row.getString(2),
              row.getString(3),
              row.getString(4),
              row.getString(5),
              instant(row.getString(6)),
              List.of(),
              List.of());
      RowChecksum.check(row.getLong(11), "item", values(item, parts, paths));
      return new Row(item, parts, paths, row.getLong(11));
    }

    static Object[] values(InstalledItem item, Tally parts, Tally paths) {
      return new Object[] {
        item.name(), item.kind(), item.md5(), item.sha256(), item.source(),
        item.installed().toString(), parts.rows(), parts.sum(), paths.rows(), paths.sum()
      };
    }

    InstalledItem with(List<Part> list) {
      return item.with(list, List.of());
    }
  }

  /** Reads a date that we wrote. */
  static Instant instant(String text) throws DamagedException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException | NullPointerException e) {
      throw new DamagedException("a date is " + text);
    }
  }

  /** Returns all items by name, with their parts, without their ledger. */
  List<InstalledItem> all() throws SQLException, IOException {
    List<InstalledItem> items = new ArrayList<>();
    for (Row row : rows()) {
      items.add(row.with(parts(row)));
    }
    return items;
  }

  private List<Row> rows() throws SQLException, IOException {
    List<Row> found = new ArrayList<>();
    Tally counted = Tally.NONE;
    try (ResultSet rows = database.query("SELECT " + COLUMNS + " FROM item ORDER BY name")) {
      while (rows.next()) {
        Row row = Row.read(rows);
        counted = counted.plus(row.checksum);
        found.add(row);
      }
    }
    Tally.ofItems(database).check(counted, "items");
    complete = true;
    return found;
  }

  Optional<InstalledItem> find(String name) throws SQLException, IOException {
    Row row = row(name);
    return row == null ? Optional.empty() : Optional.of(row.with(parts(row)));
  }

  /** Finds a row; that there is none is believed only after all rows were seen once. */
  private Row row(String name) throws SQLException, IOException {
    if (!complete) {
      rows();
    }
    String sql = "SELECT " + COLUMNS + " FROM item WHERE name = ?";
    try (ResultSet rows = database.query(sql, name)) {
      return rows.next() ? Row.read(rows) : null;
    }
  }

  private List<Part> parts(Row row) throws SQLException, IOException {
    if (row.parts.rows() == 0) {
      return List.of();
    }
    List<Part> parts = new ArrayList<>();
    Tally counted = Tally.NONE;
    String name = row.item.name();
    String sql =
        "SELECT position, kind, identifier, version, path, checksum FROM part WHERE item = ?"
            + " ORDER BY position";
    try (ResultSet rows = database.query(sql, name)) {
      while (rows.next()) {
        Part part =
            new Part(rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5));
        RowChecksum.check(rows.getLong(6), "part", values(name, rows.getInt(1), part));
        counted = counted.plus(rows.getLong(6));
        parts.add(part);
      }
    }
    row.parts.check(counted, "the parts of " + name);
    return parts;
  }

  private static Object[] values(String item, int position, Part part) {
    return new Object[] {
      item, position, part.kind(), part.identifier(), part.version(), part.path()
    };
  }

  /** Records an item instead of what is recorded under its name; within a transaction. */
  void put(InstalledItem item) throws SQLException, IOException {
    remove(item.name());
    Tally parts = Tally.NONE;
    for (Part part : item.parts()) {
      Object[] values = values(item.name(), (int) parts.rows(), part);
      long checksum = RowChecksum.of("part", values);
      parts = parts.plus(checksum);
      insert("part", values, checksum);
    }
    Row row = Row.of(item, parts, ledger.put(item));
    insert("item", Row.values(item, row.parts, row.paths), row.checksum);
    Tally.ofItems(database).plus(row.checksum).recordForItems(database);
  }

  private void insert(String table, Object[] values, long checksum) throws SQLException {
    Object[] all = new Object[values.length + 1];
    System.arraycopy(values, 0, all, 0, values.length);
    all[values.length] = checksum;
    database.update("INSERT INTO " + table + " VALUES (" + "?, ".repeat(values.length) + "?)", all);
  }

  /** Removes an item if it is there; within a transaction. */
  void remove(String name) throws SQLException, IOException {
    Row row = row(name);
    if (row == null) {
      return;
    }
    ledger.remove(name);
    database.update("DELETE FROM part WHERE item = ?", name);
    database.update("DELETE FROM item WHERE name = ?", name);
    Tally.ofItems(database).minus(row.checksum).recordForItems(database);
  }

  List<LedgerPath> ledger(String name) throws SQLException, IOException {
    Row row = row(name);
    return row == null ? List.of() : ledger.of(name, row.paths);
  }

  List<String> owners(String path) throws SQLException, IOException {
    if (!ledger.complete()) {
      Tally expected = Tally.NONE;
      for (Row row : rows()) {
        expected = new Tally(expected.rows() + row.paths.rows(), expected.sum() + row.paths.sum());
      }
      ledger.checkAll(expected);
    }
    return ledger.owners(path);
  }
}
