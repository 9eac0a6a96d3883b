package io.github.macnightly.files;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Sha256;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A buffer and a digest with which one thread writes files, one after the other. */
final class FileWriter {

  private static final int BUFFER = 128 << 10;

  private final byte[] bytes = new byte[BUFFER];
  private final ByteBuffer buffer;
  private final MessageDigest sha256;

  /** Without a digest the bytes need not pass through the heap on their way to the system. */
  FileWriter(boolean digests) {
    this.sha256 = digests ? Sha256.digest() : null;
    this.buffer = digests ? ByteBuffer.wrap(bytes) : ByteBuffer.allocateDirect(BUFFER);
  }

  /** Writes all that a stream yields and returns how much that was. */
  long copy(InputStream in, Path file, FileChannel out) throws IOException {
    reset();
    long size = 0;
    for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
      update(n);
      write(ByteBuffer.wrap(bytes, 0, n), file, out, size);
      size += n;
    }
    return size;
  }

  /** Writes a range of a source to the same place in a file and returns how much that was. */
  long copy(Source in, Range range, Path file, FileChannel out) throws IOException {
    reset();
    for (long at = range.from(); at < range.to(); at += buffer.limit()) {
      buffer.clear().limit((int) Math.min(BUFFER, range.to() - at));
      fill(in, at);
      update(buffer.limit());
      write(buffer.rewind(), file, out, at);
    }
    return range.to() - range.from();
  }

  /** A part of a file, from its first byte to the one behind its last. */
  record Range(long from, long to) {}

  private void fill(Source in, long at) throws IOException {
    while (buffer.hasRemaining()) {
      if (in.read(at + buffer.position(), buffer) < 0) {
        throw new CorruptException("file", at + buffer.position(), "content ends too early");
      }
    }
  }

  private void reset() {
    if (sha256 != null) {
      sha256.reset();
    }
  }

  private void update(int length) {
    if (sha256 != null) {
      sha256.update(bytes, 0, length);
    }
  }

  /** The system's own message, on a full disk for example, does not name the file. */
  private static void write(ByteBuffer from, Path file, FileChannel out, long at)
      throws IOException {
    try {
      for (long to = at; from.hasRemaining(); ) {
        to += out.write(from, to);
      }
    } catch (ClosedChannelException | FileSystemException e) {
      throw e;
    } catch (IOException e) {
      FileSystemException named =
          new FileSystemException(file.toString(), null, String.valueOf(e.getMessage()));
      named.initCause(e);
      throw named;
    }
  }

  /** Returns the digest of a file. */
  String digest(Path file) throws IOException {
    reset();
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        update(n);
      }
    }
    return digest();
  }

  /** Returns the digest of what was copied last, empty when none is wanted. */
  String digest() {
    return sha256 == null ? "" : HexFormat.of().formatHex(sha256.digest());
  }
}
