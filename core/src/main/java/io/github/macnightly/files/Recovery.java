package io.github.macnightly.files;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Log;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;

/** Brings a work area to rest after a process has died in it; the lock is held by the caller. */
final class Recovery {

  private final WorkArea area;
  private final Log log;
  private final RecoveryListener listener;
  private final JournalStore journals;

  Recovery(WorkArea area, Log log, RecoveryListener listener) {
    this.area = area;
    this.log = log;
    this.listener = listener;
    this.journals = area.journals();
  }

  void run() throws IOException {
    for (Path file : journals.unfinished()) {
      area.trees().deleteTree(file);
    }
    for (Path file : journals.pending()) {
      recover(file);
    }
    // A journal that comes back after a power cut must not meet a stage that was swept by half.
    journals.force();
    sweepStages();
    sweepKept();
    sweepScratch();
    area.volumes().dropEmpty();
  }

  private void recover(Path file) throws IOException {
    Journal journal;
    try {
      journal = journals.read(file);
    } catch (FormatException e) {
      log.note(
          file
              + ": this record of a change is damaged ("
              + e.getMessage()
              + "); what it staged and kept was left as it is, compare it with what is installed");
      journals.setAside(file);
      return;
    }
    boolean applied = JournalStore.ends(file, JournalStore.APPLIED);
    if (!applied) {
      requireReachable(journal, file);
    }
    // What had to run behind the steps has not, or has failed: finishing them would be half of it.
    boolean unconfirmed = journal.provisional() && !applied;
    if (applied || !unconfirmed && finished(journal)) {
      settle(journal, applied);
    } else {
      undo(journal);
    }
  }

  private void requireReachable(Journal journal, Path file) throws IOException {
    try {
      new Changes(area.disk(), area.root()).requireReachable(journal.steps());
    } catch (FileSystemException e) {
      throw new IOException(
          journal.label()
              + ": cannot be recovered because "
              + e.getMessage()
              + "; mount its volume and run again, or delete "
              + file
              + " to give the change up",
          e);
    }
  }

  private boolean finished(Journal journal) {
    try {
      new Changes(area.disk(), area.root()).finish(journal.steps());
      return true;
    } catch (IOException e) {
      log.detail(journal.label() + ": cannot be finished: " + e);
      return false;
    }
  }

  private void settle(Journal journal, boolean applied) throws IOException {
    if (!applied) {
      journals.markApplied(journal.id());
    }
    log.note(journal.label() + ": the change of " + journal.at() + " was finished");
    listener.recovered(journal.label(), true, targets(journal));
    journals.archive(journal.id());
  }

  private void undo(Journal journal) throws IOException {
    new Changes(area.disk(), area.root()).undo(journal.steps());
    log.note(journal.label() + ": the change of " + journal.at() + " was undone");
    listener.recovered(journal.label(), false, targets(journal));
    journals.forget(journal.id());
  }

  private List<Path> targets(Journal journal) {
    return journal.steps().stream().map(step -> area.onDisk(step.target())).toList();
  }

  private void sweepStages() throws IOException {
    for (Volume v : area.volumes().all()) {
      for (Path stage : Unix.list(v.stage())) {
        if (!journals.isDamaged(JournalStore.id(stage))) {
          area.trees().deleteTree(stage);
        }
      }
    }
  }

  /** Deletes what is to be discarded and what no journal speaks of. */
  void sweepKept() throws IOException {
    dropEmptyRecords();
    List<Path> records = Unix.list(area.keptDirectory());
    List<String> wanted =
        records.stream()
            .filter(p -> JournalStore.ends(p, JournalStore.OPEN))
            .map(JournalStore::id)
            .toList();
    for (Volume v : area.volumes().all()) {
      for (Path p : Unix.list(v.kept())) {
        String id = JournalStore.id(p);
        boolean record = records.contains(p) && !p.getFileName().toString().equals(id);
        if (!record && !wanted.contains(id) && !journals.isDamaged(id) && !isPending(id)) {
          area.trees().deleteTree(p);
        }
      }
    }
    for (Path p : records) {
      if (JournalStore.ends(p, JournalStore.DISCARD)) {
        area.disk().delete(p);
      }
    }
    area.volumes().dropEmpty();
  }

  private boolean isPending(String id) throws IOException {
    return Unix.exists(journals.open(id)) || Unix.exists(journals.applied(id));
  }

  /** Deletes records whose kept things are all gone, because they were put back. */
  private void dropEmptyRecords() throws IOException {
    List<String> full = area.kept().stream().map(Kept::transaction).toList();
    for (Path p : Unix.list(area.keptDirectory())) {
      if (JournalStore.ends(p, JournalStore.OPEN) && !full.contains(JournalStore.id(p))) {
        area.disk().delete(p);
      }
    }
  }

  private void sweepScratch() throws IOException {
    if (Unix.list(area.scratchDirectory()).isEmpty()) {
      return;
    }
    try (ProcessLocks.Held held = ProcessLocks.tryLock(area.scratchLock(), false)) {
      if (held == null) {
        log.detail("temporary directories are in use and were not swept");
        return;
      }
      for (Path p : Unix.list(area.scratchDirectory())) {
        area.trees().deleteTree(p);
      }
    }
  }
}
