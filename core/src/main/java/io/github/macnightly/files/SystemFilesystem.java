package io.github.macnightly.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The disk of this machine. */
final class SystemFilesystem implements Filesystem {

  private static final int OWNER_READ = 0400;

  @Override
  public void createDirectory(Path directory) throws IOException {
    Files.createDirectory(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        .close();
    // Unlike a channel, this stream is not closed by an interrupt.
    return Files.newOutputStream(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public boolean exchange(Path one, Path other) throws IOException {
    try {
      return Exchange.swap(one, other);
    } catch (LinkageError e) {
      return false;
    }
  }

  @Override
  public boolean forceVolume(Path path) throws IOException {
    try {
      return VolumeForce.force(path);
    } catch (LinkageError e) {
      return false;
    }
  }

  @Override
  public void force(Path path) throws IOException {
    boolean interrupted = false;
    try {
      while (!forceUnlessInterrupted(path)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean forceUnlessInterrupted(Path path) throws IOException {
    try {
      forceOnce(path);
      return true;
    } catch (ClosedByInterruptException e) {
      return false;
    }
  }

  private void forceOnce(Path path) throws IOException {
    try {
      open(path);
    } catch (AccessDeniedException e) {
      // A file that its owner may not read can still be ours to force.
      int mode = Unix.require(path).mode();
      if ((mode & OWNER_READ) != 0) {
        throw e;
      }
      setMode(path, mode | OWNER_READ);
      try {
        open(path);
      } finally {
        setMode(path, mode);
      }
    }
  }

  private static void open(Path path) throws IOException {
    try (FileChannel c =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      c.force(true);
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.delete(path);
  }

  @Override
  public void setMode(Path path, int mode) throws IOException {
    Files.setAttribute(path, "unix:mode", mode);
  }

  @Override
  public void setOwner(Path directory, int uid, int gid) throws IOException {
    Files.setAttribute(directory, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(directory, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public boolean movesReadOnly(Path ownDirectory) throws IOException {
    return Unix.require(ownDirectory).uid() == 0;
  }
}
