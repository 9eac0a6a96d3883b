package io.github.macnightly.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The real disk, at whose n-th change the process dies or the disk fails. */
final class FaultyDisk implements Filesystem {

  /** What happens at the chosen call. */
  enum Fault {
    /** The process is gone: nothing that it calls afterwards has any effect. */
    DEATH,
    /** The disk is full for this one call. */
    FULL,
    /** Permission is denied for this one call. */
    DENIED,
    /** The disk fails from this call on. */
    BROKEN
  }

  /** Stands for the death of the process; it is no exception that anything would clean up after. */
  static final class Died extends Error {
    private static final long serialVersionUID = 1L;

    Died(int call) {
      super("died here, at call " + call);
    }
  }

  private final Fault fault;
  private final int at;
  private final boolean exchanges;
  private final boolean privileged;
  private final AtomicInteger calls = new AtomicInteger();

  FaultyDisk(Fault fault, int at, boolean exchanges, boolean privileged) {
    this.fault = fault;
    this.at = at;
    this.exchanges = exchanges;
    this.privileged = privileged;
  }

  static FaultyDisk without(boolean exchanges) {
    return new FaultyDisk(Fault.DEATH, Integer.MAX_VALUE, exchanges, true);
  }

  /** Returns whether the chosen call was reached. */
  boolean struck() {
    return calls.get() >= at;
  }

  int calls() {
    return calls.get();
  }

  private void call(Path path) throws IOException {
    int n = calls.incrementAndGet();
    if (fault == Fault.DEATH && n >= at) {
      throw new Died(n);
    }
    if (fault == Fault.BROKEN && n >= at) {
      throw new FileSystemException(path.toString(), null, "Input/output error");
    }
    if (n == at) {
      throw fault == Fault.FULL
          ? new FileSystemException(path.toString(), null, "No space left on device")
          : new AccessDeniedException(path.toString());
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    call(directory);
    SYSTEM.createDirectory(directory);
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    call(file);
    OutputStream out = SYSTEM.create(file);
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] b, int off, int len) throws IOException {
        out.write(b, off, len / 2);
        call(file);
        out.write(b, off + len / 2, len - len / 2);
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    call(from);
    SYSTEM.rename(from, to);
  }

  @Override
  public boolean exchange(Path one, Path other) throws IOException {
    call(one);
    return exchanges && SYSTEM.exchange(one, other);
  }

  /** Each file is forced by a call of its own, so that the disk can fail at each. */
  @Override
  public boolean forceVolume(Path path) {
    return false;
  }

  /** Counts only: what a dying process has written is seen by the next one without it. */
  @Override
  public void force(Path fileOrDirectory) throws IOException {
    Unix.require(fileOrDirectory);
    call(fileOrDirectory);
  }

  @Override
  public void delete(Path path) throws IOException {
    call(path);
    SYSTEM.delete(path);
  }

  @Override
  public void setMode(Path path, int mode) throws IOException {
    call(path);
    SYSTEM.setMode(path, mode);
  }

  @Override
  public void setOwner(Path directory, int uid, int gid) throws IOException {
    call(directory);
    SYSTEM.setOwner(directory, uid, gid);
  }

  @Override
  public boolean movesReadOnly(Path ownDirectory) throws IOException {
    return privileged && SYSTEM.movesReadOnly(ownDirectory);
  }
}
