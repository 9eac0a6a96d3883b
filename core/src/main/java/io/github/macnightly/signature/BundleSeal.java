package io.github.macnightly.signature;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Compares the files of an application bundle with the list {@code _CodeSignature/CodeResources} in
 * it. This finds damage, not forgery: the list is sealed by the code directory inside the main
 * executable, and that is not verified here, nor are the main executable and {@code Info.plist},
 * which only the code directory covers.
 */
public final class BundleSeal {

  static final String FORMAT = "CodeResources";

  private static final String LIST = "_CodeSignature/CodeResources";
  private static final int MAX_LIST = 64 << 20;
  private static final int MAX_INFO = 4 << 20;

  private BundleSeal() {}

  /**
   * Checks a bundle. Links are never followed.
   *
   * @param bundle the folder of the bundle, such as {@code Foo.app}
   * @throws FormatException when its list is damaged or asks for more than its limits allow
   * @throws IOException when a file cannot be read
   */
  public static SealReport check(Path bundle) throws IOException {
    for (String base : List.of("Contents", "Versions/A", "")) {
      Path root = base.isEmpty() ? bundle : bundle.resolve(base);
      if (Files.isRegularFile(root.resolve(LIST), LinkOption.NOFOLLOW_LINKS)) {
        SealList list = SealList.read(read(root.resolve(LIST), MAX_LIST));
        String folder = base.equals("Contents") ? "MacOS/" : "";
        return new SealWalk(root, list, folder + executable(bundle, root)).report(base);
      }
    }
    return new SealReport(
        false,
        "",
        0,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of("the bundle has no seal"));
  }

  /** Returns the main executable's name, which the list never holds. */
  private static String executable(Path bundle, Path root) throws IOException {
    for (String place : List.of("Info.plist", "Resources/Info.plist")) {
      Path info = root.resolve(place);
      if (Files.isRegularFile(info, LinkOption.NOFOLLOW_LINKS)) {
        Map<String, Object> map = PropertyLists.readDictionary(read(info, MAX_INFO), "Info.plist");
        if (map.get("CFBundleExecutable") instanceof String name) {
          return name;
        }
      }
    }
    Path last = bundle.toAbsolutePath().normalize().getFileName();
    return last == null ? "" : last.toString().replaceFirst("\\.[^.]*$", "");
  }

  private static byte[] read(Path file, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new LimitExceededException(FORMAT, 0, "size of " + file, limit);
      }
      return bytes;
    }
  }
}
