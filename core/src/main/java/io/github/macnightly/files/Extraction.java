package io.github.macnightly.files;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Sha256;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the entries of an archive into a fresh directory that only we can enter, and nowhere else.
 * Files are written as they come, in one pass with their digest; links, modes and dates of
 * directories come last, in {@link #finish}. Any {@link CorruptException} means that the whole
 * archive is to be thrown away.
 *
 * <p>An entry that stands twice in an archive is legal for files and directories: the last one
 * wins, as it does in tar. Names that differ only in case or in their Unicode form are two files
 * where the target keeps them apart, and are refused where it does not.
 */
public final class Extraction {

  private static final int BUFFER = 128 * 1024;
  private static final int NEW_DIRECTORY = 0755;
  private static final int SET_ID = 06000;
  private static final int LONGEST_LINK = 4095;

  private final Path top;
  private final ExtractionRules rules;
  private final Attributes attributes;
  private final byte[] buffer = new byte[BUFFER];
  private final MessageDigest sha256 = Sha256.digest();
  private final Map<String, ExtractedPath> paths = new TreeMap<>();
  private final Map<String, EntryAttributes> directories = new TreeMap<>();
  private final Map<String, EntryAttributes> symlinks = new TreeMap<>();
  private final Map<String, String> hardLinks = new TreeMap<>();

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
    this.attributes = new Attributes(rules, Unix.require(top).uid() == 0);
  }

  /** Makes a directory; the empty path is the directory of the extraction itself. */
  public void directory(String path, EntryAttributes a) throws IOException {
    String name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (!name.isEmpty() || !path.isEmpty()) {
      EntryNames.check(name);
    }
    makeDirectories(name);
    directories.put(name, a);
  }

  /** Makes the directory and those above it, as far as the archive has not spoken of them. */
  private void makeDirectories(String path) throws IOException {
    requireFree(path, 'd');
    if (paths.containsKey(path)) {
      return;
    }
    if (!path.isEmpty()) {
      makeDirectories(parent(path));
      try {
        Filesystem.SYSTEM.createDirectory(onDisk(path));
      } catch (FileAlreadyExistsException e) {
        throw twin(path);
      }
    }
    paths.put(path, new ExtractedPath(path, 'd', NEW_DIRECTORY, 0, ""));
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /**
   * Refuses a path that the archive has spoken of as something else. It is asked for every
   * directory above an entry too: a link there would lead the entry somewhere else.
   */
  private void requireFree(String path, char type) throws CorruptException {
    ExtractedPath known = paths.get(path);
    if (hardLinks.containsKey(path)) {
      throw EntryNames.refusal(path, "is a hard link and cannot be " + kind(type) + " too");
    }
    if (known != null && known.type() != type) {
      throw EntryNames.refusal(path, "is " + kind(known.type()) + " and cannot be " + kind(type));
    }
  }

  private static String kind(char type) {
    return switch (type) {
      case 'd' -> "a directory";
      case 'l' -> "a symbolic link";
      default -> "a file";
    };
  }

  private static CorruptException twin(String path) {
    return EntryNames.refusal(
        path, "is the same name as another entry's on this disk, which ignores case or accents");
  }

  private Path onDisk(String path) throws UnsupportedFormatException {
    try {
      return path.isEmpty() ? top : top.resolve(path);
    } catch (InvalidPathException e) {
      throw new UnsupportedFormatException(
          "archive",
          -1,
          "entry '" + path + "' cannot be named in this locale; run with LC_ALL=C.UTF-8");
    }
  }

  /**
   * Writes a file with all that {@code in} yields.
   *
   * @throws CorruptException for a path or a mode that is refused
   * @throws IOException from {@code in}, or from the disk
   */
  public void file(String path, EntryAttributes a, InputStream in) throws IOException {
    EntryNames.check(path);
    if ((a.mode() & SET_ID) != 0 && !rules.setuidAllowed()) {
      throw EntryNames.refusal(path, "is setuid or setgid, which only a package may be");
    }
    makeDirectories(parent(path));
    requireFree(path, 'f');
    Path file = onDisk(path);
    long size;
    try (OutputStream out = create(path, file)) {
      size = copy(in, out);
    }
    int mode = attributes.mode(a.mode());
    attributes.apply(file, a, mode);
    String digest = HexFormat.of().formatHex(sha256.digest());
    paths.put(path, new ExtractedPath(path, 'f', mode, size, digest));
  }

  private OutputStream create(String path, Path file) throws IOException {
    if (paths.containsKey(path)) {
      // The earlier one goes as a name: a setuid or read-only file is not written into.
      Files.delete(file);
    }
    try {
      return Files.newOutputStream(
          file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    } catch (FileAlreadyExistsException e) {
      throw twin(path);
    }
  }

  private long copy(InputStream in, OutputStream out) throws IOException {
    sha256.reset();
    long size = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      sha256.update(buffer, 0, n);
      out.write(buffer, 0, n);
      size += n;
    }
    return size;
  }

  /**
   * Notes a symbolic link, to be made in {@link #finish} exactly as it stands; where it leads does
   * not matter, as nothing is ever written through it.
   */
  public void symlink(String path, String target, EntryAttributes a) throws IOException {
    EntryNames.check(path);
    if (target.isEmpty() || target.length() > LONGEST_LINK || target.indexOf('\0') >= 0) {
      throw EntryNames.refusal(path, "is a link with an impossible target");
    }
    makeDirectories(parent(path));
    requireFree(path, 'l');
    String written = target(path, target).toString();
    paths.put(path, new ExtractedPath(path, 'l', a.mode() & 0777, 0, written));
    symlinks.put(path, a);
  }

  /** Notes another name for a file of the archive, which may still come. */
  public void hardLink(String path, String existing) throws IOException {
    EntryNames.check(path);
    EntryNames.check(existing);
    makeDirectories(parent(path));
    if (paths.containsKey(path)) {
      throw EntryNames.refusal(path, "stands twice, once as a hard link");
    }
    requireFree(path, 'f');
    hardLinks.put(path, existing);
  }

  /**
   * Refuses a device node, a FIFO, a socket or anything else that is no file, directory or link.
   */
  public void special(String path) throws IOException {
    throw EntryNames.refusal(path, "is a device, pipe or socket");
  }

  /**
   * Sets an extended attribute of a file or directory that has been written; where that is
   * impossible it is counted as lost. A resource fork is the attribute com.apple.ResourceFork.
   */
  public void extendedAttribute(String path, String name, byte[] value) throws IOException {
    ExtractedPath known = paths.get(path);
    if (known == null || known.type() == 'l') {
      attributes.lostExtended(name);
    } else {
      Path file = onDisk(path);
      int mode = Unix.require(file).mode();
      // A read-only file takes no attribute; its date is not touched by one.
      Files.setAttribute(file, "unix:mode", mode | 0600);
      attributes.extended(file, name, value);
      Files.setAttribute(file, "unix:mode", mode);
    }
  }

  /**
   * Makes hard links, then symbolic links, then gives the directories their modes and dates, the
   * deepest first. Nothing may be added afterwards.
   */
  public void finish() throws IOException {
    makeHardLinks();
    for (Map.Entry<String, EntryAttributes> e : symlinks.entrySet()) {
      makeSymlink(e.getKey(), e.getValue());
    }
    List<String> deepestFirst = new ArrayList<>();
    for (ExtractedPath p : paths.values()) {
      if (p.type() == 'd') {
        deepestFirst.add(p.path());
      }
    }
    deepestFirst.sort(Comparator.reverseOrder());
    for (String path : deepestFirst) {
      finishDirectory(path);
    }
  }

  private void makeHardLinks() throws IOException {
    for (String path : hardLinks.keySet()) {
      String existing = origin(path);
      ExtractedPath known = paths.get(existing);
      if (known == null || known.type() != 'f') {
        throw EntryNames.refusal(
            path, "is a hard link to '" + existing + "', which is no file here");
      }
      link(path, existing);
      paths.put(path, new ExtractedPath(path, 'f', known.mode(), known.size(), known.digest()));
    }
  }

  /** Follows hard links that name hard links to the file that has the content. */
  private String origin(String path) throws CorruptException {
    String at = path;
    for (int i = 0; hardLinks.containsKey(at); i++) {
      if (i > hardLinks.size()) {
        throw EntryNames.refusal(path, "is a hard link to itself");
      }
      at = hardLinks.get(at);
    }
    return at;
  }

  private void link(String path, String existing) throws IOException {
    try {
      Files.createLink(onDisk(path), onDisk(existing));
    } catch (FileAlreadyExistsException e) {
      throw twin(path);
    } catch (FileSystemException | UnsupportedOperationException e) {
      // A file system without hard links gets a copy.
      Files.copy(onDisk(existing), onDisk(path), StandardCopyOption.COPY_ATTRIBUTES);
      attributes.lost("hard link");
    }
  }

  private void makeSymlink(String path, EntryAttributes a) throws IOException {
    Path link = onDisk(path);
    try {
      Files.createSymbolicLink(link, target(path, paths.get(path).digest()));
    } catch (FileAlreadyExistsException e) {
      throw twin(path);
    }
    attributes.applyToLink(link, a);
  }

  /**
   * Returns the target; the JDK takes nothing from it but slashes that are doubled or at the end.
   */
  private Path target(String path, String target) throws UnsupportedFormatException {
    try {
      return top.getFileSystem().getPath(target);
    } catch (InvalidPathException e) {
      throw new UnsupportedFormatException(
          "archive", -1, "link '" + path + "' has a target that cannot be named in this locale");
    }
  }

  private void finishDirectory(String path) throws IOException {
    EntryAttributes a = directories.get(path);
    Path directory = onDisk(path);
    if (a == null) {
      Files.setAttribute(directory, "unix:mode", NEW_DIRECTORY);
      return;
    }
    int mode = attributes.mode(a.mode());
    attributes.apply(directory, a, mode);
    paths.put(path, new ExtractedPath(path, 'd', mode, 0, ""));
  }

  /** Returns the directory that is written into. */
  public Path directory() {
    return top;
  }

  /** Counts something that the caller knows the target cannot hold. */
  public void lost(String kind) {
    attributes.lost(kind);
  }

  /** Returns what the target could not keep. */
  public Losses losses() {
    return attributes.losses();
  }

  /** Returns everything that was extracted, in the order of the paths; complete after finish. */
  public List<ExtractedPath> paths() {
    return List.copyOf(paths.values());
  }
}
