package io.github.macnightly.extract;

import io.github.macnightly.files.DoubleFile;
import io.github.macnightly.volume.Fact;
import io.github.macnightly.volume.FinderInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What lies in a directory, as the JDK reads it, in the words of the manifests. What is in a {@code
 * ._NAME} file counts as NAME's, unless the volume has an entry of that name.
 */
final class Written {

  private static final String FORK = "com.apple.ResourceFork";
  private static final int LINK_MODE = 0777;

  private Written() {}

  /**
   * Returns the facts by path, the directory itself as "".
   *
   * @param known paths of the volume
   */
  static Map<String, Fact> facts(Path top, Set<String> known) throws IOException {
    Map<String, Fact> facts = new TreeMap<>();
    for (Path file : all(top)) {
      String path = top.relativize(file).toString();
      Path beside = file.resolveSibling(file.getFileName().toString().replaceFirst("^\\._", ""));
      if (known.contains(path) || beside.equals(file) || !DoubleFile.is(file)) {
        facts.put(path, fact(file, known.contains("._" + path)));
      }
    }
    return facts;
  }

  private static List<Path> all(Path top) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      return files.toList();
    }
  }

  private static Fact fact(Path file, boolean doubleIsVolumes) throws IOException {
    Map<String, Object> a = Files.readAttributes(file, "unix:*", LinkOption.NOFOLLOW_LINKS);
    Map<String, byte[]> extras = attributes(file);
    Path beside = file.resolveSibling("._" + file.getFileName());
    if (!doubleIsVolumes && Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) {
      add(extras, DoubleFile.read(beside));
    }
    byte[] fork = extras.remove(FORK);
    extras.remove(FinderInfo.ATTRIBUTE);
    boolean link = Files.isSymbolicLink(file);
    boolean directory = (boolean) a.get("isDirectory");
    return new Fact(
        link ? "symlink" : directory ? "dir" : "file",
        link ? LINK_MODE : (int) a.get("mode") & 07777,
        0,
        0,
        ((FileTime) a.get("lastModifiedTime")).toInstant(),
        link ? Files.readSymbolicLink(file).toString() : directory ? "" : content(file),
        Fact.digests(extras),
        fork == null ? "0" : Fact.digest(new ByteArrayInputStream(fork)),
        !directory && (int) a.get("nlink") > 1);
  }

  private static void add(Map<String, byte[]> extras, DoubleFile file) {
    extras.putAll(file.attributes());
    if (file.resourceFork().length > 0) {
      extras.put(FORK, file.resourceFork());
    }
  }

  private static String content(Path file) throws IOException {
    return Fact.digest(Files.newInputStream(file));
  }

  /** Returns the extended attributes that the file system itself holds. */
  static Map<String, byte[]> attributes(Path file) throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    if (Files.isSymbolicLink(file)) {
      return all;
    }
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    for (String name : view.list()) {
      ByteBuffer value = ByteBuffer.allocate(view.size(name));
      view.read(name, value);
      all.put(name, value.array());
    }
    return all;
  }

  /**
   * Returns what of a fact can be written: owner and special bits are never kept, and the JDK dates
   * links to the microsecond.
   */
  static Fact kept(Fact fact) {
    boolean link = fact.type().equals("symlink");
    Map<String, String> attributes = new TreeMap<>(fact.attributes());
    attributes.remove("com.apple.system.Security");
    return new Fact(
        fact.type(),
        link ? LINK_MODE : fact.mode() & 0777,
        0,
        0,
        link ? fact.modified().truncatedTo(ChronoUnit.MICROS) : fact.modified(),
        fact.content(),
        attributes,
        fact.resourceFork(),
        fact.hardLinked());
  }

  /** Returns what differs, by path: first what is, then what should be. */
  static Map<String, List<Fact>> differences(Map<String, Fact> is, Map<String, Fact> should) {
    Map<String, List<Fact>> differences = new TreeMap<>();
    Set<String> paths = new TreeSet<>(is.keySet());
    paths.addAll(should.keySet());
    for (String path : paths) {
      if (!Objects.equals(is.get(path), should.get(path))) {
        differences.put(path, Arrays.asList(is.get(path), should.get(path)));
      }
    }
    return differences;
  }
}
