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

  /** What is wanted, as texts that go on into the step: there may be hundreds of thousands. */
  private record Wish(Step.Kind kind, String target, String staged, String kept) {}

  /** What a directory that is made will be like. */
  private record Directory(int mode, String owner) {}

  private static final Directory PLAIN = new Directory(NEW_DIRECTORY, null);

  private final Path root;
  private final boolean privileged;
  private final List<Wish> wishes = new ArrayList<>();
  private final Map<String, Directory> directories = new HashMap<>();
  private final Set<String> occupied = new HashSet<>();
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
    wishes.add(new Wish(Step.Kind.REPLACE, occupy(target), text(staged), text(kept)));
  }

  void remove(Path target, Path kept) throws IOException {
    wishes.add(new Wish(Step.Kind.REMOVE, occupy(target), null, text(kept)));
  }

  /** Notes a directory; who is not privileged cannot give it to its owner. */
  void directory(Path target, int mode, String owner) {
    String text = text(target);
    directories.put(text, new Directory(mode, privileged ? owner : null));
    wishes.add(new Wish(Step.Kind.DIRECTORY, text, null, null));
  }

  /** Refuses to change a path twice, or a path inside of one that is changed as a whole. */
  private String occupy(Path target) throws IOException {
    if (target.equals(root)) {
      throw new FileSystemException(target.toString(), null, "is the root and cannot be replaced");
    }
    String text = text(target);
    boolean taken = occupied.contains(text) || occupiedParents.contains(target);
    for (Path p = target.getParent(); p != null && !p.equals(root) && !taken; p = p.getParent()) {
      taken = occupied.contains(text(p));
    }
    if (taken) {
      throw new FileSystemException(
          target.toString(), null, "is changed twice in one transaction, itself or by its parent");
    }
    occupied.add(text);
    for (Path p = target.getParent(); p != null && occupiedParents.add(p); p = p.getParent()) {
      continue;
    }
    return text;
  }

  /** Returns the steps, each with the identities that its objects have now. */
  List<Step> steps() throws IOException {
    List<Step> steps = new ArrayList<>();
    Set<Path> made = new HashSet<>();
    for (Wish w : wishes) {
      if (w.kind() == Step.Kind.REMOVE) {
        addRemoval(w, steps);
      } else if (w.kind() == Step.Kind.DIRECTORY) {
        addMissing(path(w.target()), steps, made);
      } else {
        addMissing(path(w.target()).getParent(), steps, made);
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
    String text = text(directory);
    Directory own = directories.getOrDefault(text, PLAIN);
    Step.Kind kind = Step.Kind.DIRECTORY;
    steps.add(new Step(kind, text, null, null, 0, 0, own.mode(), -1, own.owner()));
  }

  private void addRemoval(Wish w, List<Step> steps) throws IOException {
    Path target = path(w.target());
    Unix.Stat old = Unix.stat(target);
    if (old != null) {
      requireNoMount(target, old);
      int mode = awkwardMode(old);
      steps.add(new Step(w.kind(), w.target(), null, w.kept(), 0, old.inode(), -1, mode, null));
    }
  }

  private Step replacement(Wish w) throws IOException {
    Path target = path(w.target());
    Unix.Stat staged = Unix.stat(path(w.staged()));
    if (staged == null) {
      throw new NoSuchFileException(path(w.staged()).toString(), null, "nothing was staged there");
    }
    Unix.Stat old = Unix.stat(target);
    requireNoMount(target, old);
    if (staged.device() != Unix.require(Unix.existingParent(target)).device()) {
      throw new FileSystemException(
          target.toString(), null, "is on another volume than its stage " + path(w.staged()));
    }
    return new Step(
        w.kind(),
        w.target(),
        w.staged(),
        w.kept(),
        staged.inode(),
        old == null ? 0 : old.inode(),
        awkwardMode(staged),
        awkwardMode(old),
        null);
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

  private Path path(String text) {
    return root.resolve(text.substring(1));
  }

  private String text(Path path) {
    return "/" + root.relativize(path);
  }
}
