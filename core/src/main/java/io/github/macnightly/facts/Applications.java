package io.github.macnightly.facts;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The applications in the folders where they are installed. Munki asks Launch Services and
 * Spotlight, which list copies in back-ups and disk images as well.
 */
final class Applications {

  private static final List<String> FOLDERS =
      List.of("Applications", "System/Applications", "System/Library/CoreServices");
  private static final int MAX_DEPTH = 4;
  private static final int MAX_FOLDERS = 20_000;

  private final Path root;
  private final List<Map<String, Object>> found = new ArrayList<>();
  private final Deque<Folder> open = new ArrayDeque<>();

  private record Folder(Path path, int depth) {}

  private Applications(Path root) {
    this.root = root;
  }

  /**
   * Looks for them.
   *
   * @return for each its {@code bundleid}, {@code name}, {@code path} and {@code version}, in the
   *     order of the paths
   */
  static List<Map<String, Object>> below(Path root) throws IOException, InterruptedException {
    Applications applications = new Applications(root);
    applications.walk();
    applications.found.sort(Comparator.comparing(each -> each.get("path").toString()));
    return List.copyOf(applications.found);
  }

  private void walk() throws IOException, InterruptedException {
    FOLDERS.forEach(each -> open.add(new Folder(root.resolve(each), 0)));
    for (Path home : children(root.resolve("Users"))) {
      open.add(new Folder(home.resolve("Applications"), 0));
    }
    for (int folders = 0; !open.isEmpty(); folders++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (folders > MAX_FOLDERS) {
        throw new IOException("there are more than " + MAX_FOLDERS + " folders");
      }
      look(open.remove());
    }
  }

  private void look(Folder folder) {
    for (Path each : children(folder.path())) {
      if (each.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".app")) {
        found.add(describe(each));
      } else if (folder.depth() < MAX_DEPTH) {
        open.add(new Folder(each, folder.depth() + 1));
      }
    }
  }

  /** A folder that is missing, or that is somebody's own, has nothing for us. */
  private static List<Path> children(Path folder) {
    List<Path> children = new ArrayList<>();
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return children;
    }
    try (DirectoryStream<Path> each =
        Files.newDirectoryStream(
            folder, path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))) {
      each.forEach(children::add);
    } catch (IOException | DirectoryIteratorException e) {
      return children;
    }
    return children;
  }

  private Map<String, Object> describe(Path bundle) {
    Map<String, Object> info = info(bundle);
    String file = bundle.getFileName().toString();
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("bundleid", text(info, "CFBundleIdentifier", ""));
    described.put("name", text(info, "CFBundleName", file.substring(0, file.length() - 4)));
    described.put("path", "/" + root.relativize(bundle));
    String build = text(info, "CFBundleVersion", "");
    described.put("version", text(info, "CFBundleShortVersionString", build));
    return Collections.unmodifiableMap(described);
  }

  /** What does not say what it is still is there, under the name of its file. */
  private static Map<String, Object> info(Path bundle) {
    try {
      return Tools.dictionary(bundle.resolve("Contents/Info.plist"));
    } catch (IOException e) {
      return Map.of();
    }
  }

  private static String text(Map<String, Object> info, String key, String otherwise) {
    return info.get(key) instanceof String text && !text.isBlank() ? text : otherwise;
  }
}
