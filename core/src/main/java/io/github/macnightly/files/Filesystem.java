package io.github.macnightly.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Every call of a transaction that changes something on disk. Tests stand in between to let the
 * process "die" or the disk fail at each of them.
 */
interface Filesystem {

  /** The disk of this machine. */
  Filesystem SYSTEM = new SystemFilesystem();

  /** Creates one directory of mode 0700; it must not exist. */
  void createDirectory(Path directory) throws IOException;

  /** Creates a file of mode 0600 that must not exist. */
  OutputStream create(Path file) throws IOException;

  /** Renames atomically; a file or an empty directory at {@code to} would be replaced. */
  void rename(Path from, Path to) throws IOException;

  /**
   * Exchanges two names atomically.
   *
   * @return false, with nothing changed, when this file system or machine cannot do it
   */
  boolean exchange(Path one, Path other) throws IOException;

  /** Forces the content of a file, or the names in a directory, to the medium. */
  void force(Path fileOrDirectory) throws IOException;

  /**
   * Forces all of the volume that a path lies on, in one go.
   *
   * @return false when that cannot be done, so that each file has to be forced
   */
  boolean forceVolume(Path path) throws IOException;

  /** Deletes a file, a link or an empty directory. */
  void delete(Path path) throws IOException;

  /** Sets all twelve mode bits of a file or directory that is no link. */
  void setMode(Path path, int mode) throws IOException;

  /** Gives a directory that is no link to somebody; special mode bits may go with it. */
  void setOwner(Path directory, int uid, int gid) throws IOException;

  /** Returns whether we may move a directory that we may not write to: root may. */
  boolean movesReadOnly(Path ownDirectory) throws IOException;
}
