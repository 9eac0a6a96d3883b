package io.github.macnightly.files;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The journals on disk. A journal is {@code journal/ID.json} while its steps are being done, {@code
 * journal/ID.applied} when they are and the caller has still to take note of it, {@code
 * kept/ID.json} as long as something that it replaced is kept, {@code kept/ID.discard} while that
 * is being deleted, and {@code journal/ID.damaged} when it cannot be read.
 */
final class JournalStore {

  static final String OPEN = ".json";
  static final String APPLIED = ".applied";
  static final String DISCARD = ".discard";
  private static final String DAMAGED = ".damaged";

  private final Path journals;
  private final Path kept;
  private final Filesystem disk;

  JournalStore(Path journals, Path kept, Filesystem disk) {
    this.journals = journals;
    this.kept = kept;
    this.disk = disk;
  }

  /** Returns the journals that wait for recovery, oldest first. */
  List<Path> pending() throws IOException {
    return Unix.list(journals).stream().filter(p -> ends(p, OPEN) || ends(p, APPLIED)).toList();
  }

  /** Returns whether there is anything that recovery would do something about. */
  boolean needsRecovery() throws IOException {
    return Unix.list(journals).stream().anyMatch(p -> !ends(p, DAMAGED))
        || Unix.list(kept).stream().anyMatch(p -> ends(p, DISCARD));
  }

  void write(Journal journal) throws IOException {
    new Trees(disk).write(open(journal.id()), journal::write);
  }

  /**
   * Notes that all steps are done and durable. The directory need not be forced: a journal that is
   * back after a power cut finds every step done, and before any later transaction acts the write
   * of its journal forces this directory.
   */
  void markApplied(String id) throws IOException {
    disk.rename(open(id), applied(id));
  }

  /** Notes that a provisional change is there to stay, durably: without this it is undone. */
  void confirm(String id) throws IOException {
    markApplied(id);
    disk.force(journals);
  }

  /** Forgets a journal, durably: only then may the stage it speaks of be swept. */
  void forget(String id) throws IOException {
    boolean gone = deleteIfThere(open(id)) | deleteIfThere(applied(id));
    if (gone) {
      disk.force(journals);
    }
  }

  void force() throws IOException {
    disk.force(journals);
  }

  private boolean deleteIfThere(Path file) throws IOException {
    if (!Unix.exists(file)) {
      return false;
    }
    disk.delete(file);
    return true;
  }

  /** Moves the journal of a finished transaction to the things that it keeps. */
  void archive(String id) throws IOException {
    disk.rename(applied(id), kept.resolve(id + OPEN));
  }

  /** Puts a journal that cannot be read out of the way, together with what it may speak of. */
  void setAside(Path journal) throws IOException {
    disk.rename(journal, journals.resolve(id(journal) + DAMAGED));
  }

  boolean isDamaged(String id) {
    return Files.exists(journals.resolve(id + DAMAGED));
  }

  Journal read(Path file) throws IOException {
    try (Source content = Source.open(file)) {
      Journal j = Journal.read(content);
      if (!j.id().equals(id(file))) {
        throw new CorruptException("journal", -1, file + " holds the journal " + j.id());
      }
      return j;
    }
  }

  /** Returns what a journal is about, of a damaged one its id; the steps behind it are not read. */
  String label(Path file) throws IOException {
    try (JsonReader json = new JsonReader(Files.newBufferedReader(file))) {
      json.beginObject();
      while (json.hasNext()) {
        if (json.nextName().equals("label")) {
          return json.nextString();
        }
        json.skipValue();
      }
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      return id(file);
    }
    return id(file);
  }

  /** Lists the leftovers of writes that never became a journal. */
  List<Path> unfinished() throws IOException {
    return Unix.list(journals).stream()
        .filter(p -> !ends(p, OPEN) && !ends(p, APPLIED) && !ends(p, DAMAGED))
        .toList();
  }

  Path open(String id) {
    return journals.resolve(id + OPEN);
  }

  Path applied(String id) {
    return journals.resolve(id + APPLIED);
  }

  static boolean ends(Path file, String ending) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && name.endsWith(ending);
  }

  /** Returns the id of the transaction that a file or a directory is named after. */
  static String id(Path file) {
    String name = file.getFileName().toString();
    for (String ending : List.of(OPEN, APPLIED, DISCARD, DAMAGED)) {
      if (name.endsWith(ending)) {
        return name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }
}
