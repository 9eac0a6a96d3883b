package io.github.macnightly.nightly;

import io.github.macnightly.files.DurableFiles;
import io.github.macnightly.files.LockHeldException;
import io.github.macnightly.files.RunLock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The lock of the nightly run: our own, or that of the process whose successor we are. */
final class Hold implements Closeable {

  private static final int GENERATIONS = 2;
  private static final int LONGEST_NOTE = 200;

  private final Path file;
  private final RunLock lock;

  private Hold(Path file, RunLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Takes the lock. When it is held, and MACNIGHTLY_LOCK names an ancestor of this process, the
   * ancestor waits for us and its lock covers us.
   *
   * @throws LockHeldException when another run holds it
   */
  static Hold take(Path file, Clock clock, Map<String, String> environment) throws IOException {
    try {
      return new Hold(file, RunLock.acquire(file, clock));
    } catch (LockHeldException e) {
      if (isSuccessor(environment)) {
        return new Hold(file, null);
      }
      throw e;
    }
  }

  /**
   * Tells whether we were started by a run that found its toolkit changed. There may be one shell
   * between the two processes, but not a whole run with its scripts.
   */
  static boolean isSuccessor(Map<String, String> environment) {
    String holder = environment.getOrDefault(Succession.LOCK, "");
    Optional<ProcessHandle> ancestor = ProcessHandle.current().parent();
    for (int i = 0; i < GENERATIONS && ancestor.isPresent(); i++) {
      if (holder.equals(Long.toString(ancestor.get().pid()))) {
        return true;
      }
      ancestor = ancestor.get().parent();
    }
    return false;
  }

  /** Says beside the lock that we only wait yet; for messages, so a full disk is no failure. */
  void sayWaiting(String text) {
    try {
      DurableFiles.write(
          note(file),
          (ProcessHandle.current().pid() + " " + text).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The lock holds without it.
      return;
    }
  }

  /** Takes back what {@link #sayWaiting} said. */
  void sayRunning() {
    try {
      DurableFiles.delete(note(file));
    } catch (IOException e) {
      // It is believed only as long as this process holds the lock.
      return;
    }
  }

  /** Returns what the holder of a lock says about its waiting; empty when it does not wait. */
  static String waiting(Path file, LockHeldException held) {
    try {
      byte[] bytes = Files.readAllBytes(note(file));
      String text =
          new String(bytes, 0, Math.min(bytes.length, LONGEST_NOTE), StandardCharsets.UTF_8)
              .strip();
      int blank = text.indexOf(' ');
      boolean current =
          blank > 0 && held.getMessage().contains("process " + text.substring(0, blank + 1));
      return current ? text.substring(blank + 1) : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static Path note(Path file) {
    return file.resolveSibling(file.getFileName() + ".wait");
  }

  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }
}
