package io.github.macnightly.inventory;

import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The receipts of Apple's installers in a tree, of both kinds. */
final class AppleReceipts {

  private static final String DATABASE = "/var/db/receipts";
  private static final String PRIVATE = "/private/var/db/receipts";
  private static final String BUNDLES = "/Library/Receipts";
  private static final String PLIST = ".plist";
  private static final String PKG = ".pkg";
  private static final String INFO = "/Contents/Info.plist";
  private static final int MAX_PLIST = 1 << 20;

  private final RootedPaths root;

  AppleReceipts(RootedPaths root) {
    this.root = root;
  }

  /**
   * Reads all receipts.
   *
   * @param problems is told, in one line each, of those that cannot be read
   */
  List<AppleReceipt> all(Consumer<String> problems) throws IOException {
    List<AppleReceipt> found = new ArrayList<>();
    for (String database : databases()) {
      for (String name : names(database, PLIST)) {
        add(found, problems, () -> flat(database, stem(name, PLIST)));
      }
    }
    for (String name : names(BUNDLES, PKG)) {
      add(found, problems, () -> bundle(name));
    }
    return found;
  }

  private interface Reading {
    AppleReceipt read() throws IOException;
  }

  private static void add(List<AppleReceipt> found, Consumer<String> problems, Reading reading)
      throws IOException {
    try {
      found.add(reading.read());
    } catch (FormatException e) {
      problems.accept(e.getMessage());
    }
  }

  /**
   * Finds the receipts of a package: by its identifier, those of bundles also by their names.
   *
   * @throws FormatException when the one that is meant is damaged or hostile
   */
  List<AppleReceipt> find(String id) throws IOException {
    List<AppleReceipt> found = new ArrayList<>();
    if (id.isEmpty() || !AppleReceipt.isPlain(id) || id.indexOf('/') >= 0) {
      return found;
    }
    for (String database : databases()) {
      if (Files.exists(root.resolve(database + "/" + id + PLIST), LinkOption.NOFOLLOW_LINKS)) {
        found.add(flat(database, id));
      }
    }
    for (String name : names(BUNDLES, PKG)) {
      boolean named = name.equals(id) || stem(name, PKG).equals(id);
      try {
        AppleReceipt receipt = bundle(name);
        if (named || receipt.identifier().equals(id)) {
          found.add(receipt);
        }
      } catch (FormatException e) {
        if (named) {
          throw e;
        }
      }
    }
    return found;
  }

  private static String stem(String name, String ending) {
    return name.substring(0, name.length() - ending.length());
  }

  private List<String> names(String directory, String ending) throws IOException {
    Path there = root.resolveDirectory(directory);
    if (!Files.isDirectory(there)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(there)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending) && name.length() > ending.length())
          .filter(name -> !name.equals("InstallHistory.plist") && !name.startsWith("."))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** On the Data volume of a Mac there is no link at {@code /var}. */
  private List<String> databases() throws IOException {
    boolean same = root.resolve(DATABASE + "/x").equals(root.resolve(PRIVATE + "/x"));
    return same ? List.of(DATABASE) : List.of(DATABASE, PRIVATE);
  }

  private AppleReceipt flat(String database, String id) throws IOException {
    String path = database + "/" + id + PLIST;
    Map<String, Object> plist = plist(path);
    String identifier = text(plist, "PackageIdentifier");
    if (!identifier.equals(id)) {
      throw refusal(path, "it is of package '" + identifier + "', wanted '" + id + "'");
    }
    String prefix = prefix(path, text(plist, "InstallPrefixPath"));
    String bom = database + "/" + id + ".bom";
    return new AppleReceipt(id, text(plist, "PackageVersion"), prefix, path, bom);
  }

  private AppleReceipt bundle(String name) throws IOException {
    String path = BUNDLES + "/" + name;
    if (!Files.isDirectory(root.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
      throw refusal(path, "it is no folder");
    }
    Map<String, Object> info = plist(path + INFO);
    String identifier = text(info, "CFBundleIdentifier");
    String version = text(info, "CFBundleShortVersionString");
    String relocated = text(info, "IFPkgRelocatedPath");
    String location = relocated.isEmpty() ? text(info, "IFPkgFlagDefaultLocation") : relocated;
    return new AppleReceipt(
        identifier.isEmpty() ? name : identifier,
        version.isEmpty() ? text(info, "CFBundleVersion") : version,
        prefix(path, location),
        path,
        path + "/Contents/Archive.bom");
  }

  /** Brings an install location into the form {@code /a/b}; one that leads up is refused. */
  private static String prefix(String path, String location) throws CorruptException {
    StringBuilder clean = new StringBuilder();
    for (String name : location.split("/")) {
      if (name.equals("..") || name.indexOf('\0') >= 0) {
        throw refusal(path, "its files would be below '" + location + "'");
      }
      if (!name.isEmpty() && !name.equals(".")) {
        clean.append('/').append(name);
      }
    }
    return clean.isEmpty() ? "/" : clean.toString();
  }

  private Map<String, Object> plist(String path) throws IOException {
    Path file = root.resolve(path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw refusal(path, "it is no regular file");
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(MAX_PLIST + 1);
      if (bytes.length > MAX_PLIST) {
        throw new LimitExceededException(AppleReceipt.FORMAT, 0, "size of " + path, MAX_PLIST);
      }
      return PropertyLists.readDictionary(bytes, path);
    }
  }

  private static String text(Map<String, Object> plist, String key) {
    Object value = plist.get(key);
    return value == null ? "" : value.toString();
  }

  private static CorruptException refusal(String path, String what) {
    return new CorruptException(AppleReceipt.FORMAT, -1, path + " is refused: " + what);
  }
}
