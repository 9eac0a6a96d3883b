package io.github.macnightly.state;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sqlite.JDBC;
import org.sqlite.SQLiteException;

/** A connection to one SQLite database, with its statements kept ready. For one thread. */
final class Database implements Closeable {

  /** How a database file is opened. */
  enum Mode {
    /** For reading and writing; created when it is missing. */
    WRITE("mode=rwc"),
    /** For reading, with the locks that keep a writer from changing it meanwhile. */
    READ("mode=ro"),
    /** For reading without any lock or look at a journal. */
    IMMUTABLE("mode=ro&immutable=1");

    private final String query;

    Mode(String query) {
      this.query = query;
    }
  }

  /** Something done in a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws SQLException, IOException;
  }

  private static final int BUSY_MILLIS = 10_000;
  private static final int OPEN_READ = 0x41; // SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
  private static final int OPEN_WRITE = 0x46; // SQLITE_OPEN_READWRITE | _CREATE | _URI

  /**
   * The driver tells here, on standard error, that a library another process unpacked is gone by
   * the time it tidies up. Nobody can act on that; what fails to load comes back as an exception.
   */
  private static final Logger TIDYING = Logger.getLogger("org.sqlite.SQLiteJDBCLoader");

  static {
    TIDYING.setLevel(Level.OFF);
  }

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  private Database(Connection connection) {
    this.connection = connection;
  }

  /** Opens a file; a damaged one may be noticed only later. */
  static Database open(Path file, Mode mode) throws SQLException {
    String uri = file.toAbsolutePath().toUri().toString();
    return open(uri + "?" + mode.query, mode == Mode.WRITE ? OPEN_WRITE : OPEN_READ);
  }

  /** Opens an empty database that is gone when it is closed. */
  static Database inMemory() throws SQLException {
    return open(":memory:", OPEN_WRITE);
  }

  private static Database open(String name, int flags) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("open_mode", String.valueOf(flags));
    properties.setProperty("busy_timeout", String.valueOf(BUSY_MILLIS));
    properties.setProperty("transaction_mode", "IMMEDIATE");
    Database database = new Database(JDBC.createConnection("jdbc:sqlite:" + name, properties));
    try {
      database.prepare(flags == OPEN_WRITE);
    } catch (SQLException e) {
      database.close();
      throw e;
    }
    return database;
  }

  private void prepare(boolean write) throws SQLException {
    if (write) {
      execute("PRAGMA journal_mode=DELETE");
      execute("PRAGMA synchronous=FULL");
      execute("PRAGMA fullfsync=1");
    }
    execute("PRAGMA cell_size_check=1");
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the ready statement with its parameters set; it belongs to this database. */
  PreparedStatement statement(String sql, Object... values) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  int update(String sql, Object... values) throws SQLException {
    return statement(sql, values).executeUpdate();
  }

  ResultSet query(String sql, Object... values) throws SQLException {
    return statement(sql, values).executeQuery();
  }

  /** Returns the only number that a query gives. */
  long number(String sql, Object... values) throws SQLException {
    try (ResultSet rows = query(sql, values)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /** Does all of some work or, when it fails, none. */
  <T> T transaction(Work<T> work) throws SQLException, IOException {
    connection.setAutoCommit(false);
    boolean done = false;
    try {
      T result = work.run();
      connection.commit();
      done = true;
      return result;
    } finally {
      leave(done);
    }
  }

  /**
   * Ends a transaction. After some failures, a full disk among them, SQLite has taken it back by
   * itself and refuses to do so again, and the connection no longer knows whether one is open: it
   * is of no use any more then.
   */
  private void leave(boolean done) throws SQLException {
    try {
      if (!done) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      if (done) {
        throw e; // Otherwise the first failure is the one to tell.
      }
      close();
    }
  }

  boolean isClosed() throws SQLException {
    return connection.isClosed();
  }

  /** Returns whether a failure means that the file is damaged, rather than busy or out of reach. */
  static boolean isDamage(Exception failure) {
    if (failure instanceof SQLiteException e) {
      // By primary code: ERROR (no such table), CORRUPT, TOOBIG, CONSTRAINT, MISMATCH, FORMAT,
      // RANGE, NOTADB. Our own statements are tested, so they fail so only on a wrong schema.
      return switch (e.getResultCode().code & 0xff) {
        case 1, 11, 18, 19, 20, 24, 25, 26 -> true;
        default -> e.getResultCode().code == 522; // IOERR_SHORT_READ: the file was cut
      };
    }
    return failure instanceof DamagedException;
  }

  /** Returns whether a failure means that only a writer could read this file. */
  static boolean needsWriter(Exception failure) {
    if (failure instanceof SQLiteException e) {
      int code = e.getResultCode().code & 0xff;
      return code == 8 || code == 14; // READONLY, CANTOPEN: there is a journal to roll back
    }
    return false;
  }

  @Override
  public void close() {
    for (PreparedStatement statement : statements.values()) {
      close(statement);
    }
    statements.clear();
    close(connection);
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      // Nothing is pending: every transaction has ended, so there is nothing to lose.
      return;
    }
  }
}
