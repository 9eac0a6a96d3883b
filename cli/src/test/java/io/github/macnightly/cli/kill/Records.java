package io.github.macnightly.cli.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is recorded of a tree, without times: the tables of the database and the receipts.
 *
 * @param rows of all tables that say what is installed
 * @param receipts text by file name
 */
record Records(List<String> rows, Map<String, String> receipts) {

  private static final List<String> QUERIES =
      List.of(
          "PRAGMA integrity_check",
          "SELECT sum, file FROM package ORDER BY file, sum",
          "SELECT name, kind, md5, sha256, source, parts, paths FROM item ORDER BY name",
          "SELECT item, position, kind, identifier, version, path FROM part ORDER BY item,"
              + " position",
          "SELECT path, item, type, mode, CASE WHEN path LIKE '/var/db/receipts/%.plist' THEN ''"
              + " ELSE size || digest END FROM ledger ORDER BY path, item");

  /** Sums of the file itself and of the receipts that hold a date. */
  private static final Pattern TIMES =
      Pattern.compile(
          "\"(installed|checksum)\": ?\"[^\"]*\"|(?<=receipts/[^\"]{1,80}\\.plist\").*digest.*");

  static Records of(Path root) throws IOException, SQLException {
    Records records = new Records(new ArrayList<>(), new TreeMap<>());
    Path database = root.resolve("etc/pkglist.sqlite3");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
      for (String query : QUERIES) {
        records.read(connection, query);
      }
    }
    try (Stream<Path> files = Files.list(root.resolve("var/db/macnightly/receipts"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String text = TIMES.matcher(Files.readString(file)).replaceAll("");
        records.receipts.put(file.getFileName().toString(), text);
      }
    }
    return records;
  }

  private void read(Connection connection, String query) throws SQLException {
    try (ResultSet found = connection.createStatement().executeQuery(query)) {
      while (found.next()) {
        StringBuilder row = new StringBuilder(query.split(" ")[1]);
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.append('|').append(found.getString(i));
        }
        rows.add(row.toString());
      }
    }
  }

  /** Returns what is here and not there, and the other way round. */
  List<String> differences(Records other) {
    List<String> all = new ArrayList<>();
    rows.stream().filter(row -> !other.rows.contains(row)).forEach(row -> all.add("+ " + row));
    other.rows.stream().filter(row -> !rows.contains(row)).forEach(row -> all.add("- " + row));
    receipts.forEach(
        (name, text) -> {
          if (!text.equals(other.receipts.get(name))) {
            all.add("+ receipt " + name);
          }
        });
    other.receipts.keySet().stream()
        .filter(name -> !receipts.containsKey(name))
        .forEach(name -> all.add("- receipt " + name));
    return all;
  }
}
