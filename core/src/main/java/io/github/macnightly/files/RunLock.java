package io.github.macnightly.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Lets one run at a time have a name. The system gives the lock back when the holder dies, however
 * it dies; what stands in the file (process id, start time, command) is for the message only, so a
 * stale file or a recycled process id means nothing. The file is never deleted.
 */
public final class RunLock implements Closeable {

  private static final int LONGEST_COMMAND = 150;

  private final ProcessLocks.Held held;

  private RunLock(ProcessLocks.Held held) {
    this.held = held;
  }

  /**
   * Takes the lock, without waiting, and creates the file and its parent directories if needed.
   *
   * @param clock tells the start time that stands in the file
   * @throws LockHeldException when another run, of this process too, holds it
   */
  public static RunLock acquire(Path file, Clock clock) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      DurableFiles.createDirectories(parent);
    }
    ProcessLocks.Held held = ProcessLocks.tryLock(file, false);
    if (held == null) {
      throw new LockHeldException(file, ProcessLocks.noteOf(file));
    }
    held.note(note(clock));
    return new RunLock(held);
  }

  /** Returns "pid start-time command" of this process. */
  static String note(Clock clock) {
    String command = System.getProperty("sun.java.command", "java").replaceAll("\\s+", " ");
    return ProcessHandle.current().pid()
        + " "
        + clock.instant().truncatedTo(ChronoUnit.SECONDS)
        + " "
        + command.substring(0, Math.min(command.length(), LONGEST_COMMAND));
  }

  @Override
  public void close() throws IOException {
    held.close();
  }
}
