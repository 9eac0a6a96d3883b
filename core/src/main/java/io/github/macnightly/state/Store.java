package io.github.macnightly.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Where the database of a {@link State} comes from, also when its file is damaged. */
abstract class Store {

  private final Path file;

  Store(Path file) {
    this.file = file;
  }

  final Path file() {
    return file;
  }

  /** Returns whether changes are kept. */
  abstract boolean isWritable();

  /** Opens the file, without having looked at more of it than its schema. */
  abstract Database open() throws SQLException, IOException;

  /** Returns whether {@link #rebuild} is the answer to a failure. */
  abstract boolean isCurable(Exception failure);

  /** Makes a whole database from the receipts and from what can be read of the file. */
  abstract Database rebuild(Exception cause) throws SQLException, IOException;

  /**
   * Checks that there is a file or nothing.
   *
   * @throws IOException when something else is in its place
   */
  final void refuseOtherThanFile() throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      String what = Files.isDirectory(file) ? "a directory" : "a special file";
      throw new IOException(
          file + ": got " + what + ", wanted the package database; move it out of the way");
    }
  }
}
