package io.github.macnightly.state;

import io.github.macnightly.io.Log;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteException;

/**
 * What is installed and what was done, from the database. Damage that is noticed in the middle of
 * an answer is repaired from the receipts, and the answer given anew. Safe for several threads; a
 * failure that is not damage (a lock held for over ten seconds, a full disk) is an IOException.
 */
public final class State implements Closeable {

  private final Store store;
  private final Clock clock;
  private Database database;
  private ItemTable items;
  private RunTable runs;
  private int version;

  /** What happened and is not on the disk yet. */
  private final List<HistoryEntry> events = new ArrayList<>();

  private State(Store store, Clock clock) throws IOException {
    this.store = store;
    this.clock = clock;
    try {
      use(store.open());
    } catch (SQLException | DamagedException e) {
      repair(e);
    }
  }

  /**
   * Opens the database for reading and writing. A missing one is created and filled from the
   * receipts, that of the Perl script is adopted with its rows, an older one migrated, a damaged
   * one moved aside and rebuilt.
   *
   * @param database the file
   * @param clock for the times of runs and events
   * @param log is told about a repair
   * @throws io.github.macnightly.io.UnsupportedFormatException when a newer program wrote it
   * @throws IOException when it cannot be opened or written, or is a directory
   */
  public static State open(Path database, Receipts receipts, Clock clock, Log log)
      throws IOException {
    return new State(new WritableStore(database, receipts, log), clock);
  }

  /**
   * Opens the database for reading. Nothing is written, not even beside it. Where it is missing,
   * damaged or was left by a dead writer, the answers come from the receipts. What an older schema
   * does not have is empty.
   *
   * @throws io.github.macnightly.io.UnsupportedFormatException when a newer program wrote it
   * @throws IOException when it cannot be opened, or is a directory
   */
  public static State readOnly(Path database, Receipts receipts) throws IOException {
    return readOnly(database, receipts, Log.SILENT);
  }

  /**
   * As {@link #readOnly(Path, Receipts)}.
   *
   * @param log is told what is wrong with the database, and where the answers come from instead
   */
  public static State readOnly(Path database, Receipts receipts, Log log) throws IOException {
    return new State(new ReadOnlyStore(database, receipts, log), Clock.systemUTC());
  }

  private void use(Database opened) throws SQLException, IOException {
    database = opened;
    items = new ItemTable(opened);
    runs = new RunTable(opened);
    version = Schema.version(opened);
  }

  private void repair(Exception cause) throws IOException {
    if (!store.isCurable(cause)) {
      throw failure(cause);
    }
    close();
    try {
      use(store.rebuild(cause));
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Opens anew what a failure has closed. */
  private void reopen() throws IOException {
    try {
      if (database == null || database.isClosed()) {
        use(store.open());
      }
    } catch (SQLException | DamagedException e) {
      repair(e);
    }
  }

  private <T> T answer(Database.Work<T> work) throws IOException {
    reopen();
    try {
      return work.run();
    } catch (SQLException | DamagedException e) {
      repair(e);
    }
    try {
      return work.run();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private <T> T change(Database.Work<T> work) throws IOException {
    if (!store.isWritable()) {
      throw new IOException(store.file() + ": it is open for reading only");
    }
    T result = answer(() -> database.transaction(() -> withEvents(work)));
    events.clear();
    return result;
  }

  private <T> T withEvents(Database.Work<T> work) throws SQLException, IOException {
    for (HistoryEntry event : events) {
      runs.add(event);
    }
    return work.run();
  }

  private IOException failure(Exception cause) {
    int code = cause instanceof SQLiteException e ? e.getResultCode().code & 0xff : 0;
    String what =
        switch (code) {
          case 5, 6 -> "another process has held its lock for over 10 s; try again later";
          case 3, 8, 14, 23 ->
              "cannot be opened or written; check its permissions and its directory";
          case 13 -> "the disk is full; make room";
          default -> String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        };
    return new IOException(store.file() + ": " + what, cause);
  }

  /**
   * Returns the sum of each file in the table of 2006; of several rows for a file the last wins.
   */
  public synchronized Map<String, String> sums() throws IOException {
    return answer(
        () ->
            hasItems() || PackageTable.exists(database)
                ? PackageTable.sums(database)
                : new HashMap<>());
  }

  /** Returns an item with its parts, without its ledger. */
  public synchronized Optional<InstalledItem> item(String name) throws IOException {
    return answer(() -> hasItems() ? items.find(name) : Optional.empty());
  }

  /** Returns all items by name, with their parts, without their ledgers. */
  public synchronized List<InstalledItem> items() throws IOException {
    return answer(() -> hasItems() ? items.all() : List.of());
  }

  /** Returns the paths of an item as they were recorded, none when it is not known. */
  public synchronized List<LedgerPath> ledger(String name) throws IOException {
    return answer(() -> hasItems() ? items.ledger(name) : List.of());
  }

  /**
   * Returns the names of the items whose ledger holds a path. The first call reads all ledgers to
   * see that none is damaged; the later ones take microseconds.
   */
  public synchronized List<String> owners(String path) throws IOException {
    return answer(() -> hasItems() ? items.owners(path) : List.of());
  }

  private boolean hasItems() {
    return version >= Schema.WITH_ITEMS;
  }

  /**
   * Records an item with its parts and ledger instead of what was recorded under its name; with an
   * MD5 also in the table of 2006. All or nothing.
   */
  public synchronized void record(InstalledItem item) throws IOException {
    change(
        () -> {
          items.put(item);
          if (item.md5() != null) {
            PackageTable.put(database, item.name(), item.md5());
          }
          return null;
        });
  }

  /** Removes an item from all tables but the history. */
  public synchronized void forget(String name) throws IOException {
    change(
        () -> {
          items.remove(name);
          PackageTable.remove(database, name);
          return null;
        });
  }

  /**
   * Removes an item that has nothing any more from the tables of items. Its row in the table of
   * 2006 stays: the file of this sum was installed, and need not be fetched again.
   */
  public synchronized void release(String name) throws IOException {
    change(
        () -> {
          items.remove(name);
          return null;
        });
  }

  /** Records the begin of a run and returns its number. */
  public synchronized long beginRun(String command) throws IOException {
    return change(() -> runs.begin(command, clock.instant()));
  }

  /**
   * Records what happened to an item. It reaches the disk with the next change, at the latest with
   * the end of the run: an event of its own would cost another transaction for each item.
   *
   * @param run number of the run
   */
  public synchronized void event(long run, RunEvent event) {
    events.add(
        new HistoryEntry(
            clock.instant(),
            run,
            "",
            event.item(),
            event.action(),
            event.outcome(),
            event.detail()));
  }

  /** Records the end of a run with its exit status. */
  public synchronized void endRun(long run, int status) throws IOException {
    change(
        () -> {
          runs.end(run, clock.instant(), status);
          return null;
        });
  }

  /** Returns the last events, the newest first. */
  public synchronized List<HistoryEntry> history(int limit) throws IOException {
    flush();
    return answer(() -> version >= Schema.WITH_RUNS ? withCommands(limit) : List.of());
  }

  private void flush() throws IOException {
    if (!events.isEmpty()) {
      change(() -> null);
    }
  }

  private List<HistoryEntry> withCommands(int limit) throws SQLException, IOException {
    Map<Long, String> commands = new HashMap<>();
    List<HistoryEntry> entries = new ArrayList<>();
    for (HistoryEntry e : runs.events(limit)) {
      String command = commands.get(e.run());
      if (command == null) {
        command = runs.command(e.run());
        commands.put(e.run(), command);
      }
      entries.add(e.withCommand(command));
    }
    return entries;
  }

  /** Returns the last runs, the newest first. */
  public synchronized List<RunEntry> runs(int limit) throws IOException {
    return answer(() -> version >= Schema.WITH_RUNS ? runs.runs(limit) : List.of());
  }

  @Override
  public synchronized void close() {
    if (database != null) {
      database.close();
      database = null;
    }
  }
}
