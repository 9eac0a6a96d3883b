package io.github.macnightly.fetch;

import io.github.macnightly.files.DurableFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The part of a download that is here, {@code TARGET.part}, with its digests, and {@code
 * TARGET.part.info}, which says what it is a part of.
 *
 * <p>The info is written when the part is large enough to be worth a resume, or when the download
 * is given up for now; a part without it is begun anew. So is one without an expected sum: nothing
 * would prove that its bytes survived, say, a power cut.
 */
final class PartFile implements Closeable {

  private static final long WORTH_A_RESUME = 4 << 20;

  private final Path target;
  private final Path part;
  private final PartInfo info;
  private final boolean provable;
  private final FileChannel channel;
  private final Digests digests = new Digests();
  private String version = "";
  private boolean infoWritten;
  private boolean gone;

  private PartFile(Path target, PartInfo info, boolean provable) throws IOException {
    this.target = target;
    this.part = PartInfo.beside(target, ".part");
    this.info = info;
    this.provable = provable;
    this.channel =
        FileChannel.open(
            part, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
  }

  /** Opens the part of an earlier run, its bytes read into the digests, or an empty one. */
  static PartFile open(Path target, PartInfo info, Expected expected) throws IOException {
    DurableFiles.createDirectories(target.toAbsolutePath().getParent());
    PartFile file = new PartFile(target, info, expected.hasSum());
    try {
      file.lock();
      file.adopt();
      return file;
    } catch (IOException e) {
      file.channel.close();
      throw e;
    }
  }

  private void lock() throws IOException {
    boolean held;
    try {
      held = channel.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      held = true;
    }
    if (held) {
      throw new IOException(part + ": another download writes this file; wait for its end");
    }
  }

  private void adopt() throws IOException {
    String known = provable ? info.read() : null;
    if (known == null) {
      restart();
      return;
    }
    version = known;
    infoWritten = true;
    // The stream is left open: closing it would close the channel, and with it the lock.
    digests.update(Channels.newInputStream(channel));
  }

  Resume resume() {
    return new Resume(digests.size(), version);
  }

  /** Tells whether bytes are here that can be built on: a version tells them, or a sum will. */
  boolean usable() {
    return digests.size() > 0 && (provable || !version.isEmpty());
  }

  Sums sums() {
    return digests.sums();
  }

  /** Empties the part. Truncation reaches the medium before another version is named beside it. */
  void restart() throws IOException {
    version = "";
    infoWritten = false;
    digests.reset();
    if (channel.size() > 0) {
      channel.truncate(0);
      DurableFiles.force(channel);
    }
    channel.position(0);
  }

  /** Says which version of the file the bytes to come belong to. */
  void begin(String versionOfBytes) {
    version = versionOfBytes;
  }

  void append(byte[] bytes, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    digests.update(bytes, length);
    if (digests.size() >= WORTH_A_RESUME) {
      writeInfo();
    }
  }

  private void writeInfo() throws IOException {
    if (provable && !infoWritten) {
      info.write(version);
      infoWritten = true;
    }
  }

  /** Leaves the part for a later run to go on with, if one can. */
  void keep() throws IOException {
    if (usable() && provable) {
      writeInfo();
    } else {
      discard();
    }
  }

  /**
   * As {@link #keep}, in a thread that was interrupted: its flag, which would end every write to a
   * channel, is put away meanwhile.
   */
  void keepInterrupted() throws IOException {
    boolean flag = Thread.interrupted();
    try {
      keep();
    } finally {
      if (flag) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Deletes the part and what is said of it. */
  void discard() throws IOException {
    if (!gone) {
      gone = true;
      DurableFiles.delete(part);
      info.delete();
    }
  }

  /** Gives the whole file its name; its bytes reach the medium first. */
  Path publish() throws IOException {
    DurableFiles.rename(part, target);
    gone = true;
    info.delete();
    return target;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Returns the sums of a file that is there already, or null if there is none. */
  static Sums sumsOf(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      Digests digests = new Digests();
      digests.update(in);
      return digests.sums();
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
