package io.github.macnightly.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A change of any number of paths that happens as a whole or not at all. Use: {@link #stage} for
 * each new object and build it there, say what goes where, {@link #commit}, record the result,
 * {@link #close}. Without commit nothing has changed. One transaction at a time has the work area.
 * Not for use by several threads at once.
 */
public final class Transaction implements Closeable {

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

  private static final int OWNER_ALL = 0700;

  private enum State {
    OPEN,
    /** Everything is in place, and is undone unless it is confirmed. */
    PROVISIONAL,
    COMMITTED,
    UNDONE,
    /** Taking back or recording failed: the journal and what it speaks of are left to recovery. */
    BROKEN,
    CLOSED
  }

  private final WorkArea area;
  private final ProcessLocks.Held lock;
  private final String label;
  private final Instant at;
  private final String id;
  private final Plan plan;
  private final Set<Volume> used = new LinkedHashSet<>();
  private final PhysicalPaths targets = new PhysicalPaths();
  private final PhysicalPaths sources = new PhysicalPaths();

  /** The directory of the last target, and the volume that it is on. */
  private Path known;

  private Volume ofKnown;
  private State state = State.OPEN;
  private List<Step> steps = List.of();
  private int count;

  private Transaction(WorkArea area, ProcessLocks.Held lock, String label, Instant at)
      throws IOException {
    this.area = area;
    this.lock = lock;
    this.label = label;
    this.at = at;
    this.id = freshId();
    this.plan = new Plan(area.root(), area.disk().movesReadOnly(area.directory()));
  }

  /**
   * Begins a transaction; it waits up to ten seconds for another one to end.
   *
   * @param label what is being changed, told to the listener if recovery has to finish it
   * @param clock tells the date of the change
   * @throws LockHeldException when another process goes on holding the work area
   * @throws IOException also when a change of a dead process has not been recovered yet
   */
  public static Transaction begin(WorkArea area, String label, Clock clock) throws IOException {
    ProcessLocks.Held lock = area.lock();
    try {
      lock.note(RunLock.note(clock));
      requireRest(area);
      return new Transaction(area, lock, label, clock.instant());
    } catch (IOException | RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static void requireRest(WorkArea area) throws IOException {
    List<Path> pending = area.journals().pending();
    if (!pending.isEmpty()) {
      throw new FileSystemException(
          pending.get(0).toString(), null, "an earlier change is not finished; recover it first");
    }
  }

  /** Claims an id by creating its directory in the stage. */
  private String freshId() throws IOException {
    String stem = ID.format(at);
    Path stage = area.directory().resolve("stage");
    for (int i = 1; ; i++) {
      String candidate = stem + "-" + i;
      boolean keeps = Unix.exists(area.keptDirectory().resolve(candidate + JournalStore.OPEN));
      try {
        if (!keeps && !Unix.exists(area.keptDirectory().resolve(candidate))) {
          area.disk().createDirectory(stage.resolve(candidate));
          return candidate;
        }
      } catch (FileAlreadyExistsException e) {
        continue;
      }
    }
  }

  /** Returns the id under which the journal and the kept things stand. */
  public String id() {
    return id;
  }

  /**
   * Returns a path that does not exist yet, named like the target and on its volume, alone in a
   * directory of mode 0700. What the caller builds there, or things inside of it, can be put in
   * place.
   *
   * @param target what is going to be replaced; it and its parents need not exist
   */
  public Path stage(Path target) throws IOException {
    require(State.OPEN);
    Path physical = inside(target);
    Volume volume = volume(physical);
    Path own = stage(volume).resolve(Integer.toString(++count));
    area.disk().createDirectory(own);
    Path name = physical.getFileName();
    return own.resolve(name == null ? "root" : name.toString());
  }

  private Path stage(Volume volume) {
    return volume.stage().resolve(id);
  }

  private Volume volume(Path target) throws IOException {
    Path parent = target.getParent();
    if (parent != null && parent.equals(known)) {
      return ofKnown;
    }
    Volume volume = area.volumes().forTarget(target);
    if (used.add(volume) && !Unix.exists(stage(volume))) {
      area.disk().createDirectory(stage(volume));
    }
    requireOurs(volume);
    if (parent != null && Files.isDirectory(parent)) {
      known = parent;
      ofKnown = volume;
    }
    return volume;
  }

  /**
   * Refuses a directory that somebody else has prepared: its owner could swap what is built there.
   */
  private void requireOurs(Volume volume) throws IOException {
    int owner = Unix.require(volume.base()).uid();
    int we = Unix.require(stage(volume)).uid();
    if (owner != we) {
      throw new AccessDeniedException(
          volume.base().toString(),
          null,
          "belongs to user " + owner + ", we are user " + we + "; give it to us with chown -R");
    }
  }

  /**
   * Puts a staged object in place of the target at commit, whatever the target is: a file, a link,
   * a directory, nothing. Missing parents are made with mode 0755.
   *
   * @param staged something that {@link #accepts} accepts for this target
   * @throws IOException when one of the two is not where it may be, or the target is spoken for
   */
  public void replace(Path staged, Path target) throws IOException {
    require(State.OPEN);
    Path physical = inside(target);
    if (!accepts(staged, target)) {
      throw new FileSystemException(
          staged.toString(), null, "is not in the stage on the volume of " + target);
    }
    plan.replace(sources.of(staged), physical, keptPath(volume(physical)));
  }

  /**
   * Tells whether {@link #replace} can put something in place: it lies in a stage of this
   * transaction, in a kept copy, or in scratch space, each on the volume of the target. What lies
   * in scratch space must have been forced to the medium by whoever made it.
   */
  public boolean accepts(Path staged, Path target) throws IOException {
    Path source = sources.of(staged);
    Volume volume = volume(inside(target));
    return source.startsWith(stage(volume))
        || source.startsWith(volume.kept())
        || (source.startsWith(area.scratchDirectory())
            && volume.stage().equals(area.directory().resolve("stage")));
  }

  /** Takes the target away at commit; that it is not there is fine. */
  public void remove(Path target) throws IOException {
    require(State.OPEN);
    Path physical = inside(target);
    plan.remove(physical, keptPath(volume(physical)));
  }

  /**
   * Makes a directory at commit if it is missing, with this mode; an existing one stays as it is.
   */
  public void directory(Path target, int mode) throws IOException {
    require(State.OPEN);
    plan.directory(inside(target), mode, null);
  }

  /**
   * Makes a directory at commit if it is missing, with the mode of another one, and with its owner
   * where we may give things away; an existing one stays as it is.
   */
  public void directory(Path target, Path like) throws IOException {
    require(State.OPEN);
    Unix.Stat model = Unix.require(like);
    plan.directory(inside(target), model.mode(), model.uid() + ":" + model.gid());
  }

  private Path keptPath(Volume volume) {
    return volume.kept().resolve(id).resolve(Integer.toString(++count));
  }

  /** Returns the path with the links of its parents resolved, if that is in the root. */
  private Path inside(Path target) throws IOException {
    return inside(target, targets.of(target));
  }

  private Path inside(Path target, Path physical) throws IOException {
    if (!physical.startsWith(area.root())) {
      throw new FileSystemException(
          target.toString(), null, "is " + physical + ", outside of the root " + area.root());
    }
    return physical;
  }

  /**
   * Does everything that was asked for. When it returns, the change is on the medium; when it
   * throws, the old state is. Only if even taking back failed, the exception has that as a
   * suppressed one and the next recovery ends the change one way or the other.
   *
   * @throws IOException the reason why nothing was changed, naming the path
   */
  public void commit() throws IOException {
    apply(false);
    if (!steps.isEmpty()) {
      try {
        area.journals().markApplied(id);
      } catch (IOException | RuntimeException e) {
        undo(e);
        throw e;
      }
    }
    state = State.COMMITTED;
  }

  /**
   * Does everything that was asked for, as {@link #commit} does, for a caller who can tell only
   * afterwards whether it is good. Until {@link #confirm} a recovery undoes it; {@link #takeBack}
   * does so at once.
   */
  public void commitProvisionally() throws IOException {
    apply(true);
    state = State.PROVISIONAL;
  }

  private void apply(boolean provisional) throws IOException {
    require(State.OPEN);
    steps = List.copyOf(plan.steps());
    if (steps.isEmpty()) {
      return;
    }
    prepare();
    Journal journal = new Journal(id, label, at.toString(), steps);
    state = State.BROKEN;
    try {
      area.journals().write(provisional ? journal.asProvisional() : journal);
      new Changes(area.disk(), area.root()).finish(steps);
    } catch (IOException | RuntimeException e) {
      undo(e);
      throw e;
    }
  }

  /**
   * Takes one thing away that a provisional commit has put in place. What it replaced stays kept,
   * and is back if the commit is not confirmed.
   */
  public void withdraw(Path target) throws IOException {
    require(State.PROVISIONAL);
    // Scripts have run since the last look.
    Path physical = inside(target, Unix.physical(target));
    area.trees().deleteTree(physical);
    area.disk().force(physical.getParent());
  }

  /** Makes a provisional commit one for good. When it returns, that is on the medium. */
  public void confirm() throws IOException {
    require(State.PROVISIONAL);
    state = State.BROKEN;
    if (!steps.isEmpty()) {
      area.journals().confirm(id);
    }
    state = State.COMMITTED;
  }

  private void prepare() throws IOException {
    if (!area.disk().movesReadOnly(area.directory())) {
      for (Step s : steps) {
        makeTakable(s);
      }
    }
    List<Path> made = new ArrayList<>();
    for (Volume v : used) {
      area.trees().forceTree(stage(v));
      area.disk().createDirectory(v.kept().resolve(id));
      made.add(v.stage());
      made.add(v.kept());
    }
    for (Path p : made) {
      area.disk().force(p);
    }
  }

  /** Lets an ordinary user take things out of read-only directories of the stage. */
  private void makeTakable(Step step) throws IOException {
    if (step.staged() == null) {
      return;
    }
    Path staged = area.onDisk(step.staged());
    for (Volume v : used) {
      for (Path p = staged.getParent(); p.startsWith(stage(v)); p = p.getParent()) {
        int mode = Unix.require(p).mode();
        if ((mode & OWNER_ALL) != OWNER_ALL) {
          area.disk().setMode(p, mode | OWNER_ALL);
        }
      }
    }
  }

  private void undo(Exception cause) {
    try {
      new Changes(area.disk(), area.root()).undo(steps);
      area.journals().forget(id);
      state = State.UNDONE;
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Takes a provisional commit back. When it returns, the old state is on the medium; when it
   * throws, the next recovery takes it back.
   */
  public void takeBack() throws IOException {
    require(State.PROVISIONAL);
    state = State.BROKEN;
    if (!steps.isEmpty()) {
      new Changes(area.disk(), area.root()).undo(steps);
      area.journals().forget(id);
    }
    state = State.UNDONE;
  }

  /**
   * Leaves a commit whose result could not be recorded to the recovery of the next run, which
   * records it. Until then no other transaction begins.
   */
  public void leaveToRecovery() {
    require(State.COMMITTED);
    state = State.BROKEN;
  }

  /**
   * Ends the transaction. After a commit the journal goes, so the result must have been recorded;
   * what was replaced is kept until it is discarded. Without a commit everything staged is deleted.
   * A provisional commit that was neither confirmed nor taken back is left to recovery.
   */
  @Override
  public void close() throws IOException {
    State was = state;
    state = State.CLOSED;
    try (lock) {
      if (was == State.COMMITTED && Unix.exists(area.journals().applied(id))) {
        area.journals().archive(id);
      }
      if (was == State.OPEN || was == State.COMMITTED || was == State.UNDONE) {
        sweep(was == State.COMMITTED);
      }
    }
  }

  private void sweep(boolean keep) throws IOException {
    boolean any = false;
    area.trees().deleteTree(area.directory().resolve("stage").resolve(id));
    for (Volume v : used) {
      area.trees().deleteTree(stage(v));
      Path kept = v.kept().resolve(id);
      if (keep && !Unix.list(kept).isEmpty()) {
        any = true;
      } else {
        area.trees().deleteTree(kept);
      }
    }
    Path record = area.keptDirectory().resolve(id + JournalStore.OPEN);
    if (!any && Unix.exists(record)) {
      area.disk().delete(record);
    }
    area.volumes().dropEmpty();
  }

  private void require(State wanted) {
    if (state != wanted) {
      throw new IllegalStateException("transaction " + id + " is " + state + ", not " + wanted);
    }
  }
}
