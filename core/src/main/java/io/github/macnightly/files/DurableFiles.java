package io.github.macnightly.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes and deletes that hold after a power cut, for single files outside of a transaction. */
public final class DurableFiles {

  private static final Trees TREES = new Trees(Filesystem.SYSTEM);

  private DurableFiles() {}

  /** Writes a small file; see {@link #write(Path, StreamWriter)}. */
  public static void write(Path target, byte[] content) throws IOException {
    write(target, out -> out.write(content));
  }

  /**
   * Writes a file beside {@code target}, forces it, renames it over {@code target} and forces the
   * directory: at every moment the target is the old file or the new one. The mode of a replaced
   * file is kept, a new one gets 0644; missing parent directories are created. A symbolic link at
   * {@code target} is replaced, not followed. What a dead process left of an earlier attempt is
   * deleted.
   *
   * @throws IOException from {@code writer} or the disk; the target is then as it was
   */
  public static void write(Path target, StreamWriter writer) throws IOException {
    TREES.write(target, writer);
  }

  /** Creates the directory and its missing parents with mode 0755, durably. */
  public static void createDirectories(Path directory) throws IOException {
    TREES.createDirectories(directory);
  }

  /**
   * Renames a file that is complete to its final name, replacing what is there: the file is forced
   * before, the directories after. Both names must be on one volume.
   */
  public static void rename(Path complete, Path target) throws IOException {
    Filesystem.SYSTEM.force(complete);
    try {
      Filesystem.SYSTEM.rename(complete, target);
    } catch (FileSystemException e) {
      throw Refusal.explain(e, target);
    }
    forceDirectory(target.toAbsolutePath().getParent());
  }

  /** Deletes one file, link or empty directory if it is there. */
  public static void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  /**
   * Deletes a tree if it is there. Links are deleted, never followed; directories without write
   * permission for us get it first; a mounted volume inside is refused.
   */
  public static void deleteTree(Path path) throws IOException {
    TREES.deleteTree(path);
  }

  /** Forces what was written to an open file to the medium. */
  public static void force(FileChannel channel) throws IOException {
    channel.force(true);
  }

  /** Forces the names in a directory to the medium. */
  public static void forceDirectory(Path directory) throws IOException {
    Filesystem.SYSTEM.force(directory);
  }

  /** Forces all files and directories of a tree to the medium. */
  public static void forceTree(Path path) throws IOException {
    TREES.forceTree(path);
  }
}
