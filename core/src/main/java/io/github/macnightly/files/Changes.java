package io.github.macnightly.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Does the steps of a journal, or takes them back, from whatever state they are in. Both ways look
 * at what is where by inode number and may be run any number of times.
 *
 * <p>The names of a step are the target T, the staged S and the kept K; "new" and "old" are the
 * objects. The states of a replacement are (T old, S new), then by exchange (T new, S old) or by
 * two renames (T none, S new, K old), then (T new, K old). Taking back walks the same states the
 * other way, so that each of them can be finished as well as undone.
 */
final class Changes {

  private static final int OWNER_WRITE = 0200;
  private static final int OWNER_ALL = 0700;

  private final Filesystem disk;
  private final Path root;
  private final Set<Path> touched = new LinkedHashSet<>();

  Changes(Filesystem disk, Path root) {
    this.disk = disk;
    this.root = root;
  }

  /** Does every step that is not done yet, in order, and forces all directories that changed. */
  void finish(List<Step> steps) throws IOException {
    for (Step step : steps) {
      finish(step);
    }
    // Only now, as nothing could be put into a directory that is read-only for us.
    for (int i = steps.size() - 1; i >= 0; i--) {
      setMode(steps.get(i), 0);
    }
    forceTouched();
  }

  /** Takes back every step that is done, the last one first. */
  void undo(List<Step> steps) throws IOException {
    for (Step step : steps) {
      setMode(step, OWNER_ALL);
    }
    for (int i = steps.size() - 1; i >= 0; i--) {
      undo(steps.get(i));
    }
    forceTouched();
  }

  private void forceTouched() throws IOException {
    List<Path> existing = new ArrayList<>();
    for (Path p : touched) {
      if (Files.isDirectory(p)) {
        existing.add(p);
      }
    }
    new ParallelForce(disk).force(existing);
    touched.clear();
  }

  private void finish(Step step) throws IOException {
    Path target = path(step.target());
    try {
      switch (step.kind()) {
        case DIRECTORY -> makeDirectory(step, target);
        case REPLACE -> replace(step, target);
        case REMOVE -> remove(step, target);
        default -> throw new IllegalStateException("unknown step " + step.kind());
      }
    } catch (FileSystemException e) {
      throw Refusal.explain(e, target);
    }
  }

  private void undo(Step step) throws IOException {
    Path target = path(step.target());
    try {
      switch (step.kind()) {
        case DIRECTORY -> removeDirectory(target);
        case REPLACE -> putBack(step, target);
        case REMOVE -> restore(step, target);
        default -> throw new IllegalStateException("unknown step " + step.kind());
      }
    } catch (FileSystemException e) {
      throw Refusal.explain(e, target);
    }
  }

  private void makeDirectory(Step step, Path target) throws IOException {
    requireNoLinkInParent(target);
    Unix.Stat s = Unix.stat(target);
    if (s == null) {
      disk.createDirectory(target);
    } else if (!s.isDirectory()) {
      throw new FileAlreadyExistsException(target.toString(), null, "is no directory");
    }
    if (step.owner() != null) {
      String[] ids = step.owner().split(":", -1);
      disk.setOwner(target, Integer.parseInt(ids[0]), Integer.parseInt(ids[1]));
    }
    disk.setMode(target, step.newMode() | OWNER_ALL);
    touch(target);
    touched.add(target);
  }

  /** Gives a directory that a step makes its mode, if that is not one with all rights for us. */
  private void setMode(Step step, int more) throws IOException {
    boolean special = (step.newMode() & OWNER_ALL) != OWNER_ALL;
    if (step.kind() == Step.Kind.DIRECTORY && special) {
      Path target = path(step.target());
      Unix.Stat s = Unix.stat(target);
      if (s != null && s.isDirectory() && s.mode() != (step.newMode() | more)) {
        requireNoLinkInParent(target);
        disk.setMode(target, step.newMode() | more);
      }
    }
  }

  private void removeDirectory(Path target) throws IOException {
    try {
      if (Unix.exists(target)) {
        requireNoLinkInParent(target);
        disk.delete(target);
        touch(target);
      }
    } catch (DirectoryNotEmptyException e) {
      // Somebody else has put something into it in the meantime: it stays for them.
      return;
    }
  }

  private void replace(Step step, Path target) throws IOException {
    Path staged = path(step.staged());
    Path kept = path(step.kept());
    long now = Unix.inode(target);
    if (Unix.inode(staged) == step.newInode()) {
      putInPlace(step, target);
    } else if (now == 0 || now == step.oldInode()) {
      throw new FileSystemException(
          target.toString(), null, "the new version that was staged at " + staged + " is gone");
    }
    if (Unix.exists(staged) && Unix.inode(staged) != step.newInode()) {
      move(staged, kept, step.oldMode());
    }
    mend(target, step.newInode(), step.newMode());
    mend(kept, step.oldInode(), step.oldMode());
    touch(target);
    touch(kept);
  }

  private void putInPlace(Step step, Path target) throws IOException {
    Path staged = path(step.staged());
    if (!Unix.exists(target)) {
      move(staged, target, step.newMode());
    } else if (!exchange(step, target)) {
      move(target, path(step.kept()), step.oldMode());
      move(staged, target, step.newMode());
    }
  }

  /** Exchanges target and staged; both may have to be made writable for it. */
  private boolean exchange(Step step, Path target) throws IOException {
    Path staged = path(step.staged());
    requireNoLinkInParent(target);
    if (step.newMode() == -1 && step.oldMode() == -1) {
      return disk.exchange(staged, target);
    }
    lift(target, modeOf(target, step));
    lift(staged, modeOf(staged, step));
    try {
      return disk.exchange(staged, target);
    } finally {
      mend(target, Unix.inode(target), modeOf(target, step));
      mend(staged, Unix.inode(staged), modeOf(staged, step));
    }
  }

  private static int modeOf(Path path, Step step) throws IOException {
    long inode = Unix.inode(path);
    if (inode == step.newInode()) {
      return step.newMode();
    }
    return inode == step.oldInode() ? step.oldMode() : -1;
  }

  private void putBack(Step step, Path target) throws IOException {
    Path staged = path(step.staged());
    Path kept = path(step.kept());
    clear(step, target, staged);
    if (Unix.inode(target) == step.newInode()) {
      takeBack(step, target);
    } else if (!Unix.exists(target) && Unix.exists(kept)) {
      move(kept, target, step.oldMode());
    }
    mend(target, step.oldInode(), step.oldMode());
    touch(target);
    touch(kept);
    touch(staged);
  }

  /**
   * Moves away what somebody, such as a script of the change, has put at the place of a step that
   * was done: it would keep what was there before from coming back.
   */
  private void clear(Step step, Path target, Path aside) throws IOException {
    long now = Unix.inode(target);
    boolean foreign = now != 0 && now != step.newInode() && now != step.oldInode();
    boolean done = step.oldInode() == 0 || Unix.exists(path(step.kept()));
    if (foreign && done && !Unix.exists(aside)) {
      move(target, aside, -1);
    }
  }

  private void takeBack(Step step, Path target) throws IOException {
    Path staged = path(step.staged());
    Path kept = path(step.kept());
    if (Unix.exists(kept)) {
      move(kept, staged, step.oldMode());
    }
    if (!Unix.exists(staged)) {
      move(target, staged, step.newMode());
    } else if (!exchange(step, target)) {
      move(staged, kept, step.oldMode());
      move(target, staged, step.newMode());
      move(kept, target, step.oldMode());
    }
  }

  private void remove(Step step, Path target) throws IOException {
    Path kept = path(step.kept());
    // Another object under this name is not the one that was to be removed.
    if (Unix.inode(target) == step.oldInode() && !Unix.exists(kept)) {
      move(target, kept, step.oldMode());
    }
    mend(kept, step.oldInode(), step.oldMode());
    touch(target);
    touch(kept);
  }

  private void restore(Step step, Path target) throws IOException {
    Path kept = path(step.kept());
    clear(step, target, kept.resolveSibling(kept.getFileName() + "~"));
    if (Unix.exists(kept) && !Unix.exists(target)) {
      move(kept, target, step.oldMode());
    }
    mend(target, step.oldInode(), step.oldMode());
    touch(target);
    touch(kept);
  }

  /** Renames; a mode that is not -1 says that the directory must be made writable for it. */
  private void move(Path from, Path to, int mode) throws IOException {
    requireNoLinkInParent(from);
    requireNoLinkInParent(to);
    lift(from, mode);
    try {
      disk.rename(from, to);
    } catch (IOException e) {
      mendAfter(e, from, mode);
      throw e;
    }
    mend(to, Unix.inode(to), mode);
  }

  private void mendAfter(IOException cause, Path path, int mode) {
    try {
      mend(path, Unix.inode(path), mode);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void lift(Path path, int mode) throws IOException {
    if (mode != -1) {
      disk.setMode(path, mode | OWNER_WRITE);
    }
  }

  /** Gives the object its own mode again if it is the one at {@code path}. */
  private void mend(Path path, long inode, int mode) throws IOException {
    if (mode == -1 || inode == 0) {
      return;
    }
    Unix.Stat s = Unix.stat(path);
    if (s != null && s.inode() == inode && s.mode() != mode) {
      disk.setMode(path, mode);
    }
  }

  private void touch(Path path) {
    touched.add(path.getParent());
  }

  /**
   * Refuses to touch a journal whose volume is not there: it would look as if nothing were done.
   */
  void requireReachable(List<Step> steps) throws IOException {
    for (Step s : steps) {
      Path kept = s.kept() == null ? null : path(s.kept()).getParent();
      if (kept != null && !Files.isDirectory(kept)) {
        throw new FileSystemException(kept.toString(), null, "is missing");
      }
    }
  }

  private Path path(String recorded) {
    return root.resolve(recorded.substring(1));
  }

  /** Refuses a target one of whose parents has become a link since it was planned. */
  private static void requireNoLinkInParent(Path target) throws IOException {
    Path parent = target.getParent();
    if (!parent.toRealPath().equals(parent)) {
      throw new FileSystemException(
          target.toString(), null, "a directory above it was replaced by a link; run again");
    }
  }
}
