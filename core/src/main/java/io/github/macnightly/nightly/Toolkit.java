package io.github.macnightly.nightly;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of the toolkit that runs, to see whether a synchronisation changed them. */
final class Toolkit {

  private static final List<String> FOLDERS = List.of("bin", "lib", "cli/target/macnightly/lib");

  private final Path home;
  private final Map<String, String> before;

  private Toolkit(Path home, Map<String, String> before) {
    this.home = home;
    this.before = before;
  }

  /**
   * Looks at the files as they are now.
   *
   * @param home the folder of the toolkit; null when it is not known
   */
  static Toolkit at(Path home) {
    return new Toolkit(home, home == null ? Map.of() : files(home));
  }

  /** Returns the program that starts a nightly run. */
  Path program() {
    return home.resolve("bin/update");
  }

  /** Tells whether the toolkit lies in a tree and is another one than before. */
  boolean changedWithin(Path tree) {
    return home != null && isWithin(tree) && !files(home).equals(before);
  }

  private boolean isWithin(Path tree) {
    try {
      return home.toRealPath().startsWith(tree.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private static Map<String, String> files(Path home) {
    Map<String, String> all = new TreeMap<>();
    for (String folder : FOLDERS) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(home.resolve(folder))) {
        for (Path child : children) {
          all.put(folder + "/" + child.getFileName(), state(child));
        }
      } catch (IOException e) {
        // Only one of the two library folders is there.
        continue;
      }
    }
    return all;
  }

  /** A replaced file has another inode, even with the same size and date. */
  private static String state(Path file) throws IOException {
    Map<String, Object> a =
        Files.readAttributes(
            file, "unix:ino,size,lastModifiedTime,mode", LinkOption.NOFOLLOW_LINKS);
    return a.get("ino")
        + " "
        + a.get("size")
        + " "
        + a.get("lastModifiedTime")
        + " "
        + a.get("mode");
  }
}
