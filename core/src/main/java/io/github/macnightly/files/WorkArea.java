package io.github.macnightly.files;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Log;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The directory {@code ROOT/var/db/macnightly}, mode 0700, in which everything new is built before
 * it is put in place, and in which everything stands that is needed to finish or undo what a dead
 * process began.
 */
public final class WorkArea {

  private static final String PLACE = "/var/db/macnightly";
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final Path root;
  private final Path directory;
  private final Filesystem disk;
  private final Trees trees;
  private final Duration wait;

  private WorkArea(Path root, Path directory, Filesystem disk, Duration wait) {
    this.root = root;
    this.directory = directory;
    this.disk = disk;
    this.trees = new Trees(disk);
    this.wait = wait;
  }

  /**
   * Names the work area of a root; nothing is written until something has to be.
   *
   * @throws IOException when a link in the root leads {@code /var/db} out of it
   */
  public static WorkArea at(Path root) throws IOException {
    return at(root, Filesystem.SYSTEM, WAIT);
  }

  static WorkArea at(Path root, Filesystem disk, Duration wait) throws IOException {
    Path real = Files.exists(root) ? root.toRealPath() : Unix.physical(root);
    return new WorkArea(real, new RootedPaths(real).resolve(PLACE), disk, wait);
  }

  /** Returns the work area itself. */
  public Path directory() {
    return directory;
  }

  /** Returns where downloads are kept; it may not exist yet. */
  public Path cache() {
    return directory.resolve("cache");
  }

  /** Returns where receipts are kept; it may not exist yet. */
  public Path receipts() {
    return directory.resolve("receipts");
  }

  /**
   * Makes a fresh directory of mode 0700 for things that are needed for a while. The caller deletes
   * it; after a death recovery does. As long as a process lives that has asked for one, none is
   * swept.
   *
   * @param label what it is for, part of its name
   */
  public Path scratch(String label) throws IOException {
    prepare();
    trees.createOwnDirectory(scratchDirectory());
    WaitingLock.shareForEver(scratchLock(), wait);
    String name = label.replaceAll("[^A-Za-z0-9._-]", "_");
    String stem = name.substring(0, Math.min(name.length(), 60));
    for (int i = 1; ; i++) {
      Path fresh = scratchDirectory().resolve(i + "-" + stem);
      try {
        disk.createDirectory(fresh);
        return fresh;
      } catch (FileAlreadyExistsException e) {
        continue;
      }
    }
  }

  /**
   * Finishes or undoes every change left by a dead process, tells the listener of each, and sweeps
   * what else it left. With nothing to do, nothing is written.
   *
   * @throws LockHeldException when a living process is changing something
   * @throws IOException when a change could be neither finished nor undone; it is tried again the
   *     next time
   */
  public void recover(Log log, RecoveryListener listener) throws IOException {
    if (!needsRecovery()) {
      return;
    }
    try (ProcessLocks.Held held = lock()) {
      held.note(ProcessHandle.current().pid() + " - recovery");
      new Recovery(this, log, listener).run();
    }
  }

  /**
   * Returns whether {@link #recover} would do something, without writing. While another process is
   * at work that is so too.
   */
  public boolean needsRecovery() throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    boolean needed = journals().needsRecovery() || volumes().needsSweep();
    needed |= !Unix.list(scratchDirectory()).isEmpty();
    for (Volume v : volumes().all()) {
      for (Path stage : Unix.list(v.stage())) {
        needed |= !journals().isDamaged(JournalStore.id(stage));
      }
    }
    return needed;
  }

  /**
   * Returns the labels of changes that a dead process has begun and {@link #recover} will end; none
   * while a living one is at work, or where we may not look. Nothing is written.
   */
  public List<String> interrupted() throws IOException {
    if (!Files.isReadable(journalDirectory()) || !ProcessLocks.isFree(directory.resolve("lock"))) {
      return List.of();
    }
    List<String> labels = new ArrayList<>();
    for (Path file : journals().pending()) {
      labels.add(journals().label(file));
    }
    return labels;
  }

  /**
   * Takes the work area away if nothing is in it but its own empty directories and locks. Not to be
   * called while this process has an open transaction.
   *
   * @return whether it is gone, or never was there
   * @throws LockHeldException when another process is at work
   */
  public boolean dismiss() throws IOException {
    if (!Files.isDirectory(directory)) {
      return true;
    }
    try (ProcessLocks.Held held = lock()) {
      held.note(ProcessHandle.current().pid() + " - leaving");
      for (Path inside : Unix.list(directory)) {
        boolean lock = inside.equals(scratchLock()) || inside.equals(directory.resolve("lock"));
        if (!lock && !(Files.isDirectory(inside) && Unix.list(inside).isEmpty())) {
          return false;
        }
      }
      // Whoever waits for the lock notices that its file is another one, and takes that.
      trees.deleteTree(directory);
    }
    return true;
  }

  /** Lists what is kept of replaced and removed things, oldest first. */
  public List<Kept> kept() throws IOException {
    List<Kept> all = new ArrayList<>();
    for (Path file : Unix.list(keptDirectory())) {
      if (JournalStore.ends(file, JournalStore.OPEN)) {
        Kept kept = kept(file);
        if (kept != null && !kept.paths().isEmpty()) {
          all.add(kept);
        }
      }
    }
    return all;
  }

  /**
   * Returns what a journal keeps, with the paths that are still there, or null if it is damaged.
   */
  private Kept kept(Path file) throws IOException {
    try {
      Journal j = journals().read(file);
      Map<String, String> paths = new LinkedHashMap<>();
      List<String> created = new ArrayList<>();
      List<String> lost = new ArrayList<>();
      for (Step s : j.steps()) {
        String target = onDisk(s.target()).toString();
        if (s.oldInode() == 0) {
          created.add(target);
        } else if (Unix.exists(onDisk(s.kept()))) {
          paths.put(target, onDisk(s.kept()).toString());
        } else {
          lost.add(target);
        }
      }
      return new Kept(j.id(), j.label(), Instant.parse(j.at()), paths, created, lost);
    } catch (FormatException e) {
      return null;
    }
  }

  /** Returns where a path of a journal is. */
  Path onDisk(String recorded) {
    return root.resolve(recorded.substring(1));
  }

  /**
   * Deletes kept things for good. Not to be called while this process has an open transaction.
   *
   * @param which tells what is no longer wanted
   */
  public void discardKept(Predicate<Kept> which) throws IOException {
    List<Kept> unwanted = kept().stream().filter(which).toList();
    if (unwanted.isEmpty()) {
      return;
    }
    try (ProcessLocks.Held held = lock()) {
      held.note(ProcessHandle.current().pid() + " - discarding");
      journals().force();
      for (Kept k : unwanted) {
        Path file = keptDirectory().resolve(k.transaction() + JournalStore.OPEN);
        if (Files.exists(file)) {
          // Durable before the first delete: a half deleted tree must not be offered for rollback.
          disk.rename(file, keptDirectory().resolve(k.transaction() + JournalStore.DISCARD));
        }
      }
      disk.force(keptDirectory());
      new Recovery(this, Log.SILENT, (label, finished) -> {}).sweepKept();
    }
  }

  /** Takes the lock of the work area, waiting for a while. */
  ProcessLocks.Held lock() throws IOException {
    prepare();
    return WaitingLock.exclusive(directory.resolve("lock"), wait);
  }

  private void prepare() throws IOException {
    trees.createOwnDirectory(directory);
    trees.createOwnDirectory(journalDirectory());
    trees.createOwnDirectory(keptDirectory());
    trees.createOwnDirectory(directory.resolve("stage"));
  }

  /** Returns the root with all its links resolved. */
  Path root() {
    return root;
  }

  Filesystem disk() {
    return disk;
  }

  Trees trees() {
    return trees;
  }

  Volumes volumes() {
    return new Volumes(root, directory, trees);
  }

  JournalStore journals() {
    return new JournalStore(journalDirectory(), keptDirectory(), disk);
  }

  private Path journalDirectory() {
    return directory.resolve("journal");
  }

  Path keptDirectory() {
    return directory.resolve("kept");
  }

  Path scratchDirectory() {
    return directory.resolve("scratch");
  }

  Path scratchLock() {
    return directory.resolve("scratch.lock");
  }
}
