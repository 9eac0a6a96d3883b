package io.github.macnightly.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a transaction was asked to do, and how that becomes steps. */
final class Plan {

  private static final int NEW_DIRECTORY = 0755;
  private static final int OWNER_WRITE = 0200;

  private record Wish(Step.Kind kind, Path target, Path staged, Path kept) {}

  private final Path root;
  private final boolean privileged;
  private final List<Wish> wishes = new ArrayList<>();
  private final Map<Path, Integer> modes = new HashMap<>();
  private final Set<Path> occupied = new HashSet<>();
  private final Set<Path> occupiedParents = new HashSet<>();

  /**
   * Starts empty.
   *
   * @param root the root with all links resolved
   * @param privileged whether directories can be moved without write permission on them
   */
  Plan(Path root, boolean privileged) {
    this.root = root;
    this.privileged = privileged;
  }

  void replace(Path staged, Path target, Path kept) throws IOException {
    occupy(target);
    wishes.add(new Wish(Step.Kind.REPLACE, target, staged, kept));
  }

  void remove(Path target, Path kept) throws IOException {
    occupy(target);
    wishes.add(new Wish(Step.Kind.REMOVE, target, null, kept));
  }

  void directory(Path target, int mode) {
    modes.put(target, mode);
    wishes.add(new Wish(Step.Kind.DIRECTORY, target, null, null));
  }

  /** Refuses to change a path twice, or a path inside of one that is changed as a whole. */
  private void occupy(Path target) throws IOException {
    if (target.equals(root)) {
      throw new FileSystemException(target.toString(), null, "is the root and cannot be replaced");
    }
    boolean taken = occupied.contains(target) || occupiedParents.contains(target);
    for (Path p = target.getParent(); p != null && !taken; p = p.getParent()) {
      taken = occupied.contains(p);
    }
    if (taken) {
      throw new FileSystemException(
          target.toString(), null, "is changed twice in one transaction, itself or by its parent");
    }
    occupied.add(target);
    for (Path p = target.getParent(); p != null; p = p.getParent()) {
      occupiedParents.add(p);
    }
  }

  /** Returns the steps, each with the identities that its objects have now. */
  List<Step> steps() throws IOException {
    List<Step> steps = new ArrayList<>();
    Set<Path> made = new HashSet<>();
    for (Wish w : wishes) {
      if (w.kind() == Step.Kind.REMOVE) {
        addRemoval(w, steps);
      } else if (w.kind() == Step.Kind.DIRECTORY) {
        addMissing(w.target(), steps, made);
      } else {
        addMissing(w.target().getParent(), steps, made);
        steps.add(replacement(w));
      }
    }
    return steps;
  }

  private void addMissing(Path directory, List<Step> steps, Set<Path> made) throws IOException {
    if (made.contains(directory) || Files.isDirectory(directory)) {
      return;
    }
    if (Unix.exists(directory)) {
      throw new FileAlreadyExistsException(
          directory.toString(), null, "is no directory; move it away first");
    }
    addMissing(directory.getParent(), steps, made);
    made.add(directory);
    int mode = modes.getOrDefault(directory, NEW_DIRECTORY);
    steps.add(new Step(Step.Kind.DIRECTORY, text(directory), null, null, 0, 0, mode, -1));
  }

  private void addRemoval(Wish w, List<Step> steps) throws IOException {
    Unix.Stat old = Unix.stat(w.target());
    if (old != null) {
      requireNoMount(w.target(), old);
      String kept = text(w.kept());
      int mode = awkwardMode(old);
      steps.add(new Step(w.kind(), text(w.target()), null, kept, 0, old.inode(), -1, mode));
    }
  }

  private Step replacement(Wish w) throws IOException {
    Unix.Stat staged = Unix.stat(w.staged());
    if (staged == null) {
      throw new NoSuchFileException(w.staged().toString(), null, "nothing was staged there");
    }
    Unix.Stat old = Unix.stat(w.target());
    requireNoMount(w.target(), old);
    if (staged.device() != Unix.require(Unix.existingParent(w.target())).device()) {
      throw new FileSystemException(
          w.target().toString(), null, "is on another volume than its stage " + w.staged());
    }
    return new Step(
        w.kind(),
        text(w.target()),
        text(w.staged()),
        text(w.kept()),
        staged.inode(),
        old == null ? 0 : old.inode(),
        awkwardMode(staged),
        awkwardMode(old));
  }

  private static void requireNoMount(Path target, Unix.Stat old) throws IOException {
    if (old != null && old.device() != Unix.require(target.getParent()).device()) {
      throw Refusal.mountPoint(target);
    }
  }

  /** Returns the mode of a directory that we must make writable before it can be moved, or -1. */
  private int awkwardMode(Unix.Stat s) {
    boolean awkward = s != null && s.isDirectory() && (s.mode() & OWNER_WRITE) == 0;
    return awkward && !privileged ? s.mode() : -1;
  }

  private String text(Path path) {
    return "/" + root.relativize(path);
  }
}
