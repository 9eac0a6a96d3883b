package io.github.macnightly.install;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.pkg.EntryVisitor;
import io.github.macnightly.pkg.PayloadEntry;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares the entries of a payload with what is on the disk, and writes nothing. */
final class PayloadForecast implements EntryVisitor {

  private static final int BUFFER = 1 << 16;

  private final InstallContext context;
  private final String item;
  private final Place place;
  private final String base;
  private final Set<String> leftOut;
  private final List<PlannedPath> into;

  /** Directories of the root as they are on this disk; empty for one that is not there. */
  private final Map<String, Optional<Path>> directories = new HashMap<>();

  /** Files by their paths in the payload, once a hard link has asked for one. */
  private Map<String, PlannedPath> files;

  private final int first;
  private final PathBudget budget;
  private final Map<Integer, String> modes = new HashMap<>();
  private final byte[] ours = new byte[BUFFER];
  private final SkippedNodes nodes = new SkippedNodes();

  /**
   * Makes a forecast.
   *
   * @param item the name that it would be recorded under
   * @param place where the payload goes
   * @param into takes what is found
   */
  PayloadForecast(InstallContext context, String item, Place place, List<PlannedPath> into) {
    this.context = context;
    this.item = item;
    this.place = place;
    this.base = place.base();
    this.leftOut = place.leftOut();
    this.into = into;
    this.budget = place.budget();
    this.first = into.size();
  }

  /**
   * Where a payload goes.
   *
   * @param base the install location, "" for the root
   * @param leftOut paths of the payload that are not installed
   * @param merged bundles of the payload that are merged into what is there
   * @param budget pays for the paths
   * @param clashes decides where the disk has another kind of thing
   * @param permission knows what may be changed
   */
  record Place(
      String base,
      Set<String> leftOut,
      Set<String> merged,
      PathBudget budget,
      Clashes clashes,
      WritePermission permission) {}

  @Override
  public void visit(PayloadEntry entry, InputStream content) throws IOException {
    budget.take(entry.path());
    if (entry.path().isEmpty() || entry.appleDouble()) {
      return;
    }
    String path = checked(entry.path());
    if (entry.type() == PayloadEntry.Type.OTHER) {
      nodes.add(path);
      return;
    }
    String whole = base + "/" + path;
    Optional<Path> there = locate(whole);
    PlannedPath.Action action =
        !leftOut.isEmpty() && Ledgers.inside(path, leftOut)
            ? PlannedPath.Action.KEEP
            : action(entry, whole, there, content);
    if (action == PlannedPath.Action.NEW || action == PlannedPath.Action.REPLACE) {
      requirePermission(whole);
    }
    PlannedPath linked =
        entry.type() == PayloadEntry.Type.HARD_LINK ? file(entry.linkTarget()) : null;
    PlannedPath planned =
        new PlannedPath(
            whole,
            action,
            type(entry),
            linked == null ? mode(entry.mode()) : linked.mode(),
            type(entry) == 'f' ? entry.size() : 0,
            owners(whole, entry, there),
            linked == null ? PlannedPath.isSetId(type(entry), entry.mode()) : linked.setId());
    into.add(planned);
    if (files != null) {
      enter(planned);
    }
  }

  /**
   * Says in lines what is unusual about the payload, when all of it has been seen.
   *
   * @throws CorruptException when it would be refused for that
   */
  List<String> notes() throws CorruptException {
    List<String> notes = new ArrayList<>(nodes.notes(base));
    Set<String> all = allDirectories();
    notes.addAll(
        NameTwins.notes(
            base,
            sink -> {
              all.forEach(path -> sink.take(path, 'd'));
              for (PlannedPath planned : into.subList(first, into.size())) {
                if (planned.type() != 'd') {
                  sink.take(planned.path().substring(base.length() + 1), planned.type());
                }
              }
            }));
    return notes;
  }

  /** Returns the directories of the payload, those too that no entry names, without the base. */
  private Set<String> allDirectories() {
    Set<String> all = new HashSet<>();
    for (PlannedPath planned : into.subList(first, into.size())) {
      String path = planned.path().substring(base.length() + 1);
      if (planned.type() == 'd') {
        all.add(path);
      }
      int end = path.lastIndexOf('/');
      while (end > 0 && all.add(path.substring(0, end))) {
        end = path.lastIndexOf('/', end - 1);
      }
    }
    return all;
  }

  private String mode(int mode) {
    return modes.computeIfAbsent(mode & 07777, bits -> String.format("%04o", bits));
  }

  /** Finds a file of this payload; few payloads ask, so nothing is kept for it before. */
  private PlannedPath file(String path) {
    if (files == null) {
      files = new HashMap<>();
      into.subList(first, into.size()).forEach(this::enter);
    }
    return files.get(path);
  }

  private void enter(PlannedPath planned) {
    if (planned.type() == 'f') {
      files.put(planned.path().substring(base.length() + 1), planned);
    }
  }

  private static String checked(String path) throws CorruptException {
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    boolean bad =
        plain.indexOf('\0') >= 0
            || Arrays.stream(plain.split("/", -1))
                .anyMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
    if (bad) {
      throw new CorruptException(
          "package", -1, "the payload has a path that is none: '" + shown(path) + "'");
    }
    return plain;
  }

  private static String shown(String path) {
    return path.replaceAll("\\p{Cntrl}", "?");
  }

  private static char type(PayloadEntry entry) {
    return switch (entry.type()) {
      case DIRECTORY -> 'd';
      case SYMLINK -> 'l';
      default -> 'f';
    };
  }

  /** Nobody asks the disk about what is below a directory that is not there. */
  private Optional<Path> locate(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    Optional<Path> parent = directory(path.substring(0, slash));
    try {
      return parent.map(directory -> directory.resolve(path.substring(slash + 1)));
    } catch (InvalidPathException e) {
      throw new CorruptException("package", -1, "'" + shown(path) + "' is no path on this system");
    }
  }

  private Optional<Path> directory(String path) throws IOException {
    Optional<Path> known = directories.get(path);
    if (known == null) {
      Path there = context.root().resolveDirectory(path.isEmpty() ? "/" : path);
      known = Files.isDirectory(there) ? Optional.of(there) : Optional.empty();
      directories.put(path, known);
      if (known.isEmpty() && path.length() > base.length()) {
        Optional<Path> other = locate(path);
        if (other.isPresent() && attributes(other.get()) != null) {
          makeRoom(path, other.get(), "a directory");
        }
      }
    }
    return known;
  }

  /** Below a directory that will be made nothing can be refused any more. */
  private void requirePermission(String path) throws IOException {
    String parent = path.substring(0, path.lastIndexOf('/'));
    if (parent.length() <= base.length() || directory(parent).isPresent()) {
      place.permission().require(parent);
    }
  }

  private void makeRoom(String path, Path there, String wanted) throws IOException {
    if (!isSwapped(path)) {
      place.clashes().makeRoom(path, there, wanted);
    }
  }

  /** Tells whether a path is in a bundle that is replaced as a whole, or one. */
  private boolean isSwapped(String path) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      String top = path.substring(0, end);
      String own = end > base.length() ? top.substring(base.length() + 1) : "";
      if (PayloadPlan.hasBundleName(top) && end >= base.length()) {
        return !place.merged().contains(own);
      }
    }
    return false;
  }

  private PlannedPath.Action action(
      PayloadEntry entry, String path, Optional<Path> there, InputStream content)
      throws IOException {
    BasicFileAttributes found = there.isEmpty() ? null : attributes(there.get());
    if (found == null) {
      return PlannedPath.Action.NEW;
    }
    if (entry.type() == PayloadEntry.Type.DIRECTORY) {
      if (found.isDirectory() || found.isSymbolicLink() && directory(path).isPresent()) {
        return PlannedPath.Action.KEEP;
      }
      makeRoom(path, there.get(), "a directory");
      return PlannedPath.Action.REPLACE;
    }
    if (found.isDirectory()) {
      boolean link = entry.type() == PayloadEntry.Type.SYMLINK;
      makeRoom(path, there.get(), link ? "a symbolic link" : "a file");
      return PlannedPath.Action.REPLACE;
    }
    return switch (entry.type()) {
      case SYMLINK ->
          same(
              found.isSymbolicLink()
                  && Files.readSymbolicLink(there.get()).toString().equals(entry.linkTarget()));
      case HARD_LINK -> {
        PlannedPath linked = file(entry.linkTarget());
        yield same(linked != null && linked.action() == PlannedPath.Action.SAME);
      }
      default ->
          same(
              found.isRegularFile() && found.size() == entry.size() && equal(there.get(), content));
    };
  }

  private static PlannedPath.Action same(boolean same) {
    return same ? PlannedPath.Action.SAME : PlannedPath.Action.REPLACE;
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException absent) {
      return null;
    }
  }

  private boolean equal(Path file, InputStream content) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      int got = in.readNBytes(ours, 0, BUFFER);
      while (got > 0) {
        byte[] theirs = content.readNBytes(got);
        if (theirs.length < got || !Arrays.equals(theirs, 0, got, ours, 0, got)) {
          return false;
        }
        got = in.readNBytes(ours, 0, BUFFER);
      }
    }
    return true;
  }

  private List<String> owners(String path, PayloadEntry entry, Optional<Path> there)
      throws IOException {
    if (there.isEmpty() || entry.type() == PayloadEntry.Type.DIRECTORY) {
      return List.of();
    }
    State state = context.state();
    return state.owners(path).stream().filter(owner -> !owner.equals(item)).toList();
  }
}
