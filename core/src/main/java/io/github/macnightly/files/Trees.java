package io.github.macnightly.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Durable writes and deletes on a disk that may fail at every call. */
final class Trees {

  private static final int OWNER_ALL = 0700;
  private static final int NEW_FILE = 0644;
  private static final int NEW_DIRECTORY = 0755;

  private final Filesystem disk;

  Trees(Filesystem disk) {
    this.disk = disk;
  }

  /** Writes {@code target} so that it is the old content or the new one, whatever happens. */
  void write(Path target, StreamWriter writer) throws IOException {
    Path absolute = target.toAbsolutePath();
    createDirectories(absolute.getParent());
    TemporaryName names = new TemporaryName(absolute);
    for (Path stale : names.stale()) {
      disk.delete(stale);
    }
    Path temporary = names.own();
    try {
      fill(temporary, writer);
      Unix.Stat old = Unix.stat(absolute);
      disk.setMode(temporary, old != null && old.isFile() ? old.mode() : NEW_FILE);
      disk.force(temporary);
      disk.rename(temporary, absolute);
    } catch (IOException | RuntimeException e) {
      discard(temporary, e);
      throw e;
    }
    disk.force(absolute.getParent());
  }

  private void fill(Path temporary, StreamWriter writer) throws IOException {
    try (OutputStream out = new BufferedOutputStream(disk.create(temporary), 1 << 16)) {
      writer.writeTo(out);
    }
  }

  private void discard(Path temporary, Exception cause) {
    try {
      if (Unix.exists(temporary)) {
        disk.delete(temporary);
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Creates missing directories with mode 0755, each durable before the next one. */
  void createDirectories(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      return;
    }
    if (absolute.getParent() != null) {
      createDirectories(absolute.getParent());
    }
    try {
      disk.createDirectory(absolute);
      disk.setMode(absolute, NEW_DIRECTORY);
      disk.force(absolute.getParent());
    } catch (FileSystemException e) {
      // Another process may have made it in the meantime.
      if (!Files.isDirectory(absolute)) {
        throw e;
      }
    }
  }

  /** Deletes what is at {@code path}, with everything in it; nothing there is fine. */
  void deleteTree(Path path) throws IOException {
    Unix.Stat s = Unix.stat(path);
    if (s != null) {
      delete(path, s, s.device());
    }
  }

  private void delete(Path path, Unix.Stat s, long device) throws IOException {
    if (s.isDirectory()) {
      if (s.device() != device) {
        throw new FileSystemException(
            path.toString(), null, "is a mount point and was not deleted; unmount it first");
      }
      if ((s.mode() & OWNER_ALL) != OWNER_ALL) {
        makeOurs(path, s.mode());
      }
      for (Path child : Unix.list(path)) {
        Unix.Stat c = Unix.stat(child);
        if (c != null) {
          delete(child, c, device);
        }
      }
    }
    try {
      disk.delete(path);
    } catch (NoSuchFileException e) {
      // What somebody else deleted is deleted.
    } catch (FileSystemException e) {
      throw Refusal.explain(e, path);
    }
  }

  private void makeOurs(Path directory, int mode) throws IOException {
    try {
      disk.setMode(directory, mode | OWNER_ALL);
    } catch (FileSystemException e) {
      // Not our directory: the delete below says what is wrong, if it matters.
      return;
    }
  }

  /** Forces all files and directories of a tree; a link is forced with its directory. */
  void forceTree(Path path) throws IOException {
    List<Path> all = new ArrayList<>();
    collect(path, all, ParallelForce.WORTH_IT);
    if (all.size() < ParallelForce.WORTH_IT) {
      new ParallelForce(disk).force(all);
    } else if (!disk.forceVolume(path)) {
      // Only now: to look at each of many files takes longer than to force their volume.
      all.clear();
      collect(path, all, Integer.MAX_VALUE);
      new ParallelForce(disk).forceEach(all);
    }
  }

  /** Collects at least as many as are wanted, if there are so many. */
  private static void collect(Path path, List<Path> all, int wanted) throws IOException {
    Unix.Stat s = Unix.require(path);
    if (s.isFile()) {
      all.add(path);
    } else if (s.isDirectory()) {
      for (Path child : Unix.list(path)) {
        if (all.size() < wanted) {
          collect(child, all, wanted);
        }
      }
      all.add(path);
    }
  }

  /** Makes {@code directory} a directory of mode 0700 that nobody else can have prepared for us. */
  void createOwnDirectory(Path directory) throws IOException {
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      if (Unix.require(directory).mode() != OWNER_ALL) {
        disk.setMode(directory, OWNER_ALL);
      }
      return;
    }
    createDirectories(directory.getParent());
    try {
      disk.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      // Another thread or process of ours has made it in the meantime, or it is no directory.
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
    disk.force(directory.getParent());
  }
}
