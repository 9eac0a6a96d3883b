package io.github.macnightly.state;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Fills a database from receipts. */
final class Rebuild {

  private final Database database;
  private final Receipts receipts;
  private final Log log;

  Rebuild(Database database, Receipts receipts, Log log) {
    this.database = database;
    this.receipts = receipts;
    this.log = log;
  }

  /**
   * Makes the tables in an empty database and fills them.
   *
   * @return how many receipts were read
   */
  int all(Salvage salvage) throws SQLException, IOException {
    return database.transaction(
        () -> {
          Schema.migrate(database, 0);
          RunTable runs = new RunTable(database);
          for (RunEntry run : salvage.runs()) {
            runs.put(run);
          }
          for (HistoryEntry event : salvage.events()) {
            runs.add(event);
          }
          Map<String, String> sums = salvage.sums();
          int count = items(sums);
          insert(sums);
          return count;
        });
  }

  /**
   * Fills the tables of items of a database that had none. Sums that it has already are kept: the
   * script may know of a later version than the receipts do. Within a transaction.
   *
   * @return how many receipts were read
   */
  int adopt() throws SQLException, IOException {
    Map<String, String> sums = new HashMap<>();
    int count = items(sums);
    sums.keySet().removeAll(PackageTable.sums(database).keySet());
    insert(sums);
    return count;
  }

  /** Records the item of each receipt and puts its sum into the map. */
  private int items(Map<String, String> sums) throws SQLException, IOException {
    ItemTable items = new ItemTable(database);
    int count = 0;
    for (Path file : receipts.files()) {
      try {
        InstalledItem item = receipts.read(file);
        items.put(item);
        count++;
        if (item.md5() != null) {
          sums.put(item.name(), item.md5());
        }
      } catch (FormatException e) {
        log.note("a receipt was left out, remove and install its item again: " + e.getMessage());
      }
    }
    return count;
  }

  private void insert(Map<String, String> sums) throws SQLException {
    for (Map.Entry<String, String> e : sums.entrySet()) {
      String sum = Objects.requireNonNull(e.getValue());
      database.update("INSERT INTO package (sum, file) VALUES (?, ?)", sum, e.getKey());
    }
  }
}
