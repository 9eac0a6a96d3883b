package io.github.macnightly.files;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Makes the files of an extraction. Safe for use by several threads at once. */
final class FileMaker {

  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final boolean ledger;
  private final Attributes attributes;
  private final ExtrasWriter extras;
  private final KnownPaths known;
  private final Queue<FileWriter> writers = new ConcurrentLinkedQueue<>();

  /** Enters finished files into {@code known} when there is a ledger. */
  FileMaker(boolean ledger, Attributes attributes, ExtrasWriter extras, KnownPaths known) {
    this.ledger = ledger;
    this.attributes = attributes;
    this.extras = extras;
    this.known = known;
  }

  /** Writes all that a stream yields and returns how much that was. */
  long make(NewFile file, InputStream in) throws IOException {
    return make(file, (writer, out) -> writer.copy(in, file.file(), out));
  }

  /** Writes all of a source and returns how much that was. */
  long make(NewFile file, Source content) throws IOException {
    FileWriter.Range all = new FileWriter.Range(0, content.size());
    return make(file, (writer, out) -> writer.copy(content, all, file.file(), out));
  }

  /** Puts the content into a file and returns its size. */
  @FunctionalInterface
  private interface Filler {
    long fill(FileWriter writer, FileChannel out) throws IOException;
  }

  private long make(NewFile file, Filler filler) throws IOException {
    FileWriter writer = borrow();
    FileChannel created = create(file);
    try {
      long size;
      try (FileChannel out = created) {
        size = filler.fill(writer, out);
      }
      complete(file, size, writer.digest());
      return size;
    } catch (IOException | RuntimeException | Error e) {
      discard(file, e);
      throw e;
    } finally {
      writers.add(writer);
    }
  }

  /** Creates an empty file. */
  FileChannel create(NewFile file) throws IOException {
    try {
      return FileChannel.open(file.file(), NEW, attributes.creation(file.mode()));
    } catch (FileAlreadyExistsException e) {
      throw EntryNames.twin(file.path());
    }
  }

  private FileWriter borrow() {
    FileWriter writer = writers.poll();
    return writer == null ? new FileWriter(ledger) : writer;
  }

  /** Writes a part of a file. */
  void write(NewFile file, Source content, FileWriter.Range part, FileChannel out)
      throws IOException {
    FileWriter writer = borrow();
    writer.copy(content, part, file.file(), out);
    writers.add(writer);
  }

  /** Ends a file that was written in parts; its digest is that of what is on the disk now. */
  void complete(NewFile file, long size) throws IOException {
    FileWriter writer = borrow();
    complete(file, size, ledger ? writer.digest(file.file()) : "");
    writers.add(writer);
  }

  private void complete(NewFile file, long size, String digest) throws IOException {
    extras.apply(file.file(), file.extras(), file.attributes());
    attributes.applyToFile(file.file(), file.attributes(), file.mode());
    if (ledger) {
      known.put(file.path(), new KnownPaths.Known('f', file.mode(), size, digest, null));
    }
  }

  /** Takes away half a file, which nobody could tell from a whole one. */
  void discard(NewFile file) throws IOException {
    Files.deleteIfExists(file.file());
  }

  private void discard(NewFile file, Throwable cause) {
    try {
      discard(file);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
