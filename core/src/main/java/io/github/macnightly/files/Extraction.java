package io.github.macnightly.files;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes the entries of an archive or a volume into a fresh directory that only we can enter, and
 * nowhere else. Files are written as they come, in one pass with their digest; links, modes and
 * dates of directories come last, in {@link #finish}. Any {@link CorruptException} means that the
 * whole archive is to be thrown away.
 *
 * <p>An entry that stands twice in an archive is legal for files and directories: the last one
 * wins, as it does in tar. Names that differ only in case or in their Unicode form are two files
 * where the target keeps them apart, and are refused where it does not.
 *
 * <p>Safe for use by several threads at once, {@link #finish} excepted: it is called when all the
 * others are done.
 */
public final class Extraction {

  private static final int NEW_DIRECTORY = 0755;
  private static final int SET_ID = 06000;
  private static final int LONGEST_LINK = 4095;

  private final Path top;
  private final ExtractionRules rules;
  private final LossCounter losses = new LossCounter();
  private final Attributes attributes;
  private final ExtrasWriter extras;
  private final KnownPaths known = new KnownPaths();
  private final ConcurrentHashMap<String, EntryExtras> linkExtras = new ConcurrentHashMap<>();
  private final FileMaker maker;
  private List<ExtractedPath> finished;

  /**
   * Makes the directory.
   *
   * @param freshDirectory it must not exist, or be empty and ours
   */
  public Extraction(Path freshDirectory, ExtractionRules rules) throws IOException {
    this.top = freshDirectory.toAbsolutePath();
    this.rules = rules;
    if (!Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)) {
      Filesystem.SYSTEM.createDirectory(top);
    } else if (!Unix.list(top).isEmpty()) {
      throw new FileAlreadyExistsException(top.toString(), null, "is not empty");
    }
    Files.setAttribute(top, "unix:mode", 0700);
    this.attributes = new Attributes(rules, Unix.require(top).uid() == 0, losses);
    this.extras = new ExtrasWriter(top, rules, attributes, losses);
    this.maker = new FileMaker(rules.ledger(), attributes, extras, known);
  }

  /**
   * Makes a directory with what a Mac's volume says of it, to put entries into.
   *
   * @param path "" for the directory of the extraction itself
   * @throws CorruptException for a path that is refused, or that stands there as something else
   */
  public Folder folder(String path, EntryAttributes a, EntryExtras x) throws IOException {
    directory(path, a);
    Path directory = onDisk(top, path);
    extras.apply(directory, x, a);
    return new Folder(this, path, directory);
  }

  /** Refuses a path that has been spoken of. */
  void requireNew(String path) throws CorruptException {
    if (known.contains(path)) {
      throw EntryNames.refusal(path, "stands twice in its directory");
    }
  }

  /** Returns the directory of the extraction itself, to put entries into. */
  public Folder top() {
    return new Folder(this, "", top);
  }

  /** Makes a directory; the empty path is the directory of the extraction itself. */
  public void directory(String path, EntryAttributes a) throws IOException {
    String name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (!name.isEmpty() || !path.isEmpty()) {
      check(name);
    }
    makeDirectories(name);
    known.put(name, new KnownPaths.Known('d', attributes.directoryMode(a.mode()), 0, "", a));
  }

  /** Of a path below a directory that is known only the last name is new. */
  private void check(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    if (slash > 0 && known.contains(path.substring(0, slash))) {
      EntryNames.check(path.substring(0, slash), path.substring(slash + 1));
    } else {
      EntryNames.check(path);
    }
  }

  /** Makes the directory and those above it, as far as the archive has not spoken of them. */
  private void makeDirectories(String path) throws IOException {
    known.requireFree(path, 'd');
    if (!known.contains(path)) {
      makeMissing(path);
    }
  }

  private synchronized void makeMissing(String path) throws IOException {
    if (known.contains(path)) {
      return;
    }
    if (!path.isEmpty()) {
      makeDirectories(KnownPaths.parent(path));
      try {
        Filesystem.SYSTEM.createDirectory(onDisk(path));
      } catch (FileAlreadyExistsException e) {
        throw EntryNames.twin(path);
      }
    }
    known.put(path, new KnownPaths.Known('d', NEW_DIRECTORY, 0, "", null));
  }

  private Path onDisk(String path) throws UnsupportedFormatException {
    return onDisk(top, path);
  }

  /** Returns a path below a directory, or the directory itself for "". */
  Path onDisk(Path directory, String path) throws UnsupportedFormatException {
    try {
      return path.isEmpty() ? directory : directory.resolve(path);
    } catch (InvalidPathException e) {
      throw new UnsupportedFormatException(
          "archive",
          -1,
          "entry '" + path + "' cannot be named in this locale; run with LC_ALL=C.UTF-8");
    }
  }

  /**
   * Writes a file with all that {@code in} yields; one that stands there already is replaced, as
   * far as the ledger knows of it.
   *
   * @throws CorruptException for a path or a mode that is refused
   * @throws IOException from {@code in}, or from the disk
   */
  public void file(String path, EntryAttributes a, InputStream in) throws IOException {
    file(path, a, EntryExtras.NONE, in);
  }

  /** Writes a file with what a Mac's volume says of it. */
  public void file(String path, EntryAttributes a, EntryExtras x, InputStream in)
      throws IOException {
    check(path);
    String folder = KnownPaths.parent(path);
    String name = path.substring(path.lastIndexOf('/') + 1);
    int mode = fileMode(folder, name, a);
    makeDirectories(folder);
    known.requireFree(path, 'f');
    Path file = onDisk(path);
    if (known.contains(path)) {
      // The earlier one goes as a name: a setuid or read-only file is not written into.
      Files.delete(file);
    }
    maker.make(new NewFile(folder, name, file, a, x, mode), in);
  }

  /** Returns the mode that a file gets, unless it is one that the rules refuse. */
  int fileMode(String folder, String name, EntryAttributes a) throws CorruptException {
    if ((a.mode() & SET_ID) != 0 && rules.unusual() == ExtractionRules.Unusual.REFUSED) {
      throw EntryNames.refusal(
          EntryNames.path(folder, name), "is setuid or setgid, which only a package may be");
    }
    return attributes.mode(a.mode());
  }

  FileMaker maker() {
    return maker;
  }

  /**
   * Notes a symbolic link, to be made in {@link #finish} exactly as it stands; where it leads does
   * not matter, as nothing is ever written through it.
   */
  public void symlink(String path, String target, EntryAttributes a) throws IOException {
    symlink(path, target, a, EntryExtras.NONE);
  }

  /** Notes a symbolic link with what a Mac's volume says of it. */
  public void symlink(String path, String target, EntryAttributes a, EntryExtras x)
      throws IOException {
    check(path);
    if (target.isEmpty() || target.length() > LONGEST_LINK || target.indexOf('\0') >= 0) {
      throw EntryNames.refusal(path, "is a link with an impossible target");
    }
    makeDirectories(KnownPaths.parent(path));
    known.requireFree(path, 'l');
    target(path, target);
    known.put(path, new KnownPaths.Known('l', a.mode() & 0777, 0, target, a));
    if (x != EntryExtras.NONE) {
      linkExtras.put(path, x);
    }
  }

  /** Notes another name for a file of the archive, which may still come. */
  public void hardLink(String path, String existing) throws IOException {
    check(path);
    EntryNames.check(existing);
    makeDirectories(KnownPaths.parent(path));
    KnownPaths.Known before = known.get(path);
    if (before != null && before.type() != 'd') {
      throw EntryNames.refusal(path, "stands twice, once as a hard link");
    }
    known.requireFree(path, 'h');
    known.put(path, new KnownPaths.Known('h', 0, 0, existing, null));
  }

  /**
   * Gives something that has been written what a Mac's volume says of it besides.
   *
   * @throws CorruptException when nothing has been written there
   */
  public void extras(String path, EntryExtras x) throws IOException {
    check(path);
    KnownPaths.Known there = known.get(path);
    if (there == null || there.type() == 'h') {
      throw EntryNames.refusal(path, "has attributes, but is not in the archive");
    }
    if (there.type() == 'l') {
      linkExtras.put(path, x);
    } else {
      EntryAttributes plain = new EntryAttributes(there.mode(), 0, 0, null);
      extras.apply(onDisk(path), x, there.attributes() == null ? plain : there.attributes());
    }
  }

  /**
   * Refuses a device node, a pipe, a socket or anything else that is no file, directory or link, or
   * counts it as lost, as the rules want it.
   */
  public void special(String path) throws IOException {
    if (rules.unusual() != ExtractionRules.Unusual.LEFT_OUT) {
      throw EntryNames.refusal(path, "is a device, pipe or socket");
    }
    losses.add("device, pipe or socket");
  }

  /**
   * Makes hard links, then symbolic links, then gives the directories their modes and dates, the
   * deepest first. Nothing may be added afterwards.
   */
  public void finish() throws IOException {
    for (String path : known.ofType('h')) {
      makeHardLink(path);
    }
    for (String path : known.ofType('l')) {
      makeSymlink(path, known.get(path));
    }
    List<String> deepestFirst = known.ofType('d');
    Collections.reverse(deepestFirst);
    for (String path : deepestFirst) {
      finishDirectory(path, known.get(path));
    }
    extras.finish();
    // One list for all who ask, and what it was made from is not needed any more.
    finished = known.list();
    known.clear();
  }

  private void makeHardLink(String path) throws IOException {
    String existing = known.origin(path);
    KnownPaths.Known file = known.get(existing);
    if (file != null ? file.type() != 'f' : !isOurFile(existing)) {
      throw EntryNames.refusal(path, "is a hard link to '" + existing + "', which is no file here");
    }
    link(path, existing);
    if (file != null) {
      known.put(path, file);
    }
  }

  /** Without a ledger the disk is asked; no link has been made yet that could lead astray. */
  private boolean isOurFile(String path) throws IOException {
    Unix.Stat stat = rules.ledger() ? null : Unix.stat(onDisk(path));
    return stat != null && stat.isFile();
  }

  private void link(String path, String existing) throws IOException {
    try {
      Files.createLink(onDisk(path), onDisk(existing));
    } catch (FileAlreadyExistsException e) {
      throw EntryNames.twin(path);
    } catch (FileSystemException | UnsupportedOperationException e) {
      // A file system without hard links gets a copy.
      Files.copy(onDisk(existing), onDisk(path), StandardCopyOption.COPY_ATTRIBUTES);
      losses.add("hard link");
    }
  }

  private void makeSymlink(String path, KnownPaths.Known known) throws IOException {
    Path link = onDisk(path);
    Path parsed = target(path, known.text());
    try {
      if (!VerbatimLink.create(link, known.text(), parsed)) {
        losses.add("slash of a link");
        this.known.put(path, known.withText(parsed.toString()));
      }
    } catch (FileAlreadyExistsException e) {
      throw EntryNames.twin(path);
    }
    extras.apply(link, linkExtras.getOrDefault(path, EntryExtras.NONE), known.attributes());
    attributes.applyToLink(link, known.attributes());
  }

  /**
   * Returns the target as the JDK understands it: it takes slashes that are doubled or at the end.
   */
  private Path target(String path, String target) throws UnsupportedFormatException {
    try {
      return top.getFileSystem().getPath(target);
    } catch (InvalidPathException e) {
      throw new UnsupportedFormatException(
          "archive", -1, "link '" + path + "' has a target that cannot be named in this locale");
    }
  }

  private void finishDirectory(String path, KnownPaths.Known known) throws IOException {
    Path directory = onDisk(path);
    if (known.attributes() == null) {
      Files.setAttribute(directory, "unix:mode", NEW_DIRECTORY);
    } else {
      attributes.apply(directory, known.attributes(), known.mode());
    }
  }

  /** Returns whether resource forks of any size are written, be it into files of their own. */
  public boolean keepsForks() {
    return extras.keepsForks();
  }

  /** Returns the directory that is written into. */
  public Path directory() {
    return top;
  }

  /** Counts something that the caller knows the target cannot hold. */
  public void lost(String kind) {
    losses.add(kind);
  }

  /** Returns what the target could not keep. */
  public Losses losses() {
    return losses.losses();
  }

  /**
   * Returns everything that was extracted, in the order of the paths, without a ledger no files;
   * complete after finish.
   */
  public List<ExtractedPath> paths() {
    return finished == null ? known.list() : finished;
  }
}
