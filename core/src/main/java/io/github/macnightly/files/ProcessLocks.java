package io.github.macnightly.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/**
 * The file locks that this process holds. A POSIX record lock belongs to the whole process and ends
 * when any descriptor of its file is closed, so the list of what is held has to be as wide as the
 * process: it is the one piece of static state of the project, and a file on it is never opened.
 */
final class ProcessLocks {

  private static final int LONGEST_NOTE = 400;

  private static final Map<Object, Held> HELD = new HashMap<>();

  private ProcessLocks() {}

  /** A lock that is held until it is closed. */
  static final class Held implements Closeable {

    private final Object key;
    private final FileChannel channel;
    private final boolean shared;
    private String note = "";

    private Held(Object key, FileChannel channel, boolean shared) {
      this.key = key;
      this.channel = channel;
      this.shared = shared;
    }

    /** Writes into the file who holds the lock; for messages only, so a full disk is no failure. */
    void note(String text) {
      synchronized (HELD) {
        note = text;
      }
      try {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), 0);
      } catch (IOException e) {
        // The lock holds without a name on it.
        return;
      }
    }

    /** Gives the lock back; the file stays. */
    @Override
    public void close() throws IOException {
      synchronized (HELD) {
        if (HELD.remove(key, this)) {
          channel.close();
        }
      }
    }
  }

  /**
   * Takes the lock on {@code file}, creating the file, without waiting.
   *
   * @return null when this process or another one holds it
   */
  static Held tryLock(Path file, boolean shared) throws IOException {
    synchronized (HELD) {
      createIfMissing(file);
      Object key = key(file);
      return HELD.containsKey(key) ? null : lock(file, key, shared);
    }
  }

  private static Held lock(Path file, Object key, boolean shared) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try {
      FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
      // Somebody may have deleted or replaced the file between our look at it and the lock.
      if (lock != null && Files.exists(file) && key.equals(key(file))) {
        Held held = new Held(key, channel, shared);
        HELD.put(key, held);
        return held;
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  /** Returns whether nobody holds the lock on a file, without creating it or writing to it. */
  static boolean isFree(Path file) throws IOException {
    synchronized (HELD) {
      if (!Files.exists(file)) {
        return true;
      }
      if (HELD.containsKey(key(file)) || !Files.isReadable(file)) {
        return false;
      }
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
          FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
        return lock != null;
      }
    }
  }

  /** Returns whether this process holds the lock, shared with other processes. */
  static boolean sharedHere(Path file) throws IOException {
    synchronized (HELD) {
      Held held = Files.exists(file) ? HELD.get(key(file)) : null;
      return held != null && held.shared;
    }
  }

  /** Returns what the holder wrote into the file, or nothing. */
  static String noteOf(Path file) {
    synchronized (HELD) {
      try {
        Held held = HELD.get(key(file));
        return held != null ? held.note : firstBytes(file);
      } catch (IOException e) {
        return "";
      }
    }
  }

  private static String firstBytes(Path file) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(LONGEST_NOTE);
    try (FileChannel c =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      c.read(b, 0);
    }
    return new String(b.array(), 0, b.position(), StandardCharsets.UTF_8);
  }

  private static void createIfMissing(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      // Not readable by others: whoever can open it can take a share and keep us out.
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // Another process was faster; its file is as good.
      return;
    }
  }

  private static Object key(Path file) throws IOException {
    Unix.Stat s = Unix.require(file);
    return s.device() + ":" + s.inode();
  }
}
