package io.github.macnightly.inventory;

import io.github.macnightly.bom.Bom;
import io.github.macnightly.bom.BomEntry;
import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A receipt in the form of Apple's installer.
 *
 * @param identifier of the package
 * @param version of the package, empty when none is told
 * @param prefix where the paths of its Bom begin, such as {@code /} or {@code /Applications}
 * @param path of the receipt from the root: a property list, or the folder of a bundle receipt
 * @param bom path of its Bom from the root; the file may be missing
 */
record AppleReceipt(String identifier, String version, String prefix, String path, String bom) {

  static final String FORMAT = "package receipt";

  /** Returns the files and folders that the receipt consists of. */
  List<String> files() {
    return bom.startsWith(path + "/") ? List.of(path) : List.of(path, bom);
  }

  /**
   * Reads what the package installed.
   *
   * @throws NoSuchFileException when there is no Bom
   * @throws io.github.macnightly.io.FormatException when the Bom is damaged, or leads elsewhere
   */
  List<OwnedPath> paths(RootedPaths root) throws IOException {
    Path file = root.resolve(bom);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(
          file.toString(),
          null,
          "is missing, so the files of " + identifier + " are not known; --forget is possible");
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw refusal(bom + " is no regular file");
    }
    try (Source source = Source.open(file)) {
      return paths(Bom.read(source).entries());
    }
  }

  private List<OwnedPath> paths(List<BomEntry> entries) throws CorruptException {
    Set<String> names = new HashSet<>();
    for (BomEntry entry : entries) {
      names.add(entry.path());
    }
    List<OwnedPath> paths = new ArrayList<>(entries.size());
    for (BomEntry entry : entries) {
      if (!entry.path().isEmpty() && !names.contains(owner(entry.path()))) {
        requirePlain(entry.path());
        String base = prefix.equals("/") ? "" : prefix;
        paths.add(OwnedPath.of(base + "/" + entry.path(), entry));
      }
    }
    return paths;
  }

  /**
   * Returns the file whose attributes an AppleDouble member holds; it was merged into that file. A
   * path of another kind gives one that no Bom has.
   */
  private static String owner(String path) {
    int name = path.lastIndexOf('/') + 1;
    return path.startsWith("._", name) ? path.substring(0, name) + path.substring(name + 2) : "/";
  }

  private void requirePlain(String relative) throws CorruptException {
    if (!isPlain(relative)) {
      throw refusal("its Bom holds the path '" + relative + "'");
    }
  }

  /** Tells whether a path has no part that leads up, and none that is empty. */
  static boolean isPlain(String relative) {
    for (String name : relative.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
        return false;
      }
    }
    return true;
  }

  private CorruptException refusal(String what) {
    return new CorruptException(FORMAT, -1, path + " is refused: " + what);
  }
}
