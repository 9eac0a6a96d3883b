package io.github.macnightly.state;

import io.github.macnightly.io.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A database and receipts in a folder, with a log that is remembered. */
final class Tree implements Log {

  final List<String> notes = new ArrayList<>();
  final Path etc;
  final Path database;
  final Path receiptFolder;
  final Receipts receipts;

  Tree(Path root) {
    etc = root.resolve("etc");
    database = etc.resolve("pkglist.sqlite3");
    receiptFolder = root.resolve("receipts");
    receipts = new Receipts(receiptFolder);
  }

  @Override
  public void note(String line) {
    notes.add(line);
  }

  @Override
  public void detail(String line) {
    notes.add(line);
  }

  State open() throws IOException {
    return State.open(database, receipts, Clock.fixed(Items.WHEN, ZoneOffset.UTC), this);
  }

  State readOnly() throws IOException {
    return State.readOnly(database, receipts);
  }

  void writeReceipt(InstalledItem item) throws IOException {
    Files.createDirectories(receiptFolder);
    Files.write(receipts.fileFor(item.name()), receipts.encode(item));
  }

  /** Records items, with their receipts. */
  void install(InstalledItem... items) throws IOException {
    try (State state = open()) {
      for (InstalledItem item : items) {
        writeReceipt(item);
        state.record(item);
      }
    }
  }

  /** Returns name and content of all files beside the database, and the database. */
  Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> list = Files.list(etc)) {
      for (Path file : list.toList()) {
        files.put(
            file.getFileName().toString(),
            Files.getLastModifiedTime(file)
                + " "
                + java.util.Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  /** Runs the command line tool of SQLite, as the Perl script does, and returns what it prints. */
  String sqlite3(String sql) throws Exception {
    Files.createDirectories(etc);
    Process tool;
    try {
      tool =
          new ProcessBuilder("sqlite3", database.toString(), sql).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new AssertionError(
          "the tool sqlite3 is missing; on Debian: apt-get install sqlite3", e);
    }
    String text =
        new String(tool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new AssertionError("sqlite3 says: " + text);
    }
    return text;
  }

  /** Changes the file with SQLite behind the program's back. */
  void tamper(String sql) throws Exception {
    sqlite3(sql);
  }
}
