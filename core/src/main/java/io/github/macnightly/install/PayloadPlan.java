package io.github.macnightly.install;

import io.github.macnightly.files.ExtractedPath;
import io.github.macnightly.files.Extraction;
import io.github.macnightly.state.LedgerPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts an extracted payload in place: what is missing as a whole, complete bundles as a whole, and
 * the rest object by object into the directories that exist.
 */
final class PayloadPlan {

  private static final Set<String> BUNDLES =
      Set.of(
          "app",
          "appex",
          "bundle",
          "component",
          "framework",
          "kext",
          "mdimporter",
          "plugin",
          "prefpane",
          "qlgenerator",
          "saver",
          "xpc");

  private static final int BUNDLE_MODE = 0755;

  private static final SortedSet<String> EMPTY = Collections.emptySortedSet();

  private final Session session;
  private final Extraction extraction;
  private final Set<String> merged;
  private final Clashes clashes;
  private final TreeMap<String, ExtractedPath> paths = new TreeMap<>();
  private final Map<String, SortedSet<String>> children = new HashMap<>();

  /**
   * Plans for an extraction.
   *
   * @param merged bundles in it that are merged into what is there
   */
  PayloadPlan(Session session, Extraction extraction, Set<String> merged) {
    this.session = session;
    this.merged = Set.copyOf(merged);
    this.extraction = extraction;
    this.clashes = new Clashes(session.obsolete());
    for (ExtractedPath path : extraction.paths()) {
      paths.put(path.path(), path);
      enter(path.path());
    }
  }

  /** Brings a location into the form {@code /a/b}, or {@code /} alone. */
  static String clean(String location) {
    String clean = ("/" + location).replaceAll("(/\\.)*/+", "/").replaceAll("/\\.$", "/");
    return clean.length() > 1 && clean.endsWith("/")
        ? clean.substring(0, clean.length() - 1)
        : clean;
  }

  /** Plans all of the payload below an install location. */
  void place(String location) throws IOException {
    if (isWhole(location)) {
      Files.setAttribute(extraction.directory(), "unix:mode", BUNDLE_MODE);
      session.swapsBundle(location);
      session.replace(extraction.directory(), location);
      session.own(new LedgerPath(location, 'd', BUNDLE_MODE, 0, ""));
      session.own(location, List.copyOf(paths.values()));
      return;
    }
    session.ownMissing(location);
    Path base = session.locateDirectory(location);
    for (String name : children("")) {
      place(name, (location.equals("/") ? "" : location) + "/" + name, base.resolve(name));
    }
    session.own(location, List.copyOf(paths.values()));
  }

  /** Tells whether the payload is the content of one bundle, so that the location is its own. */
  private boolean isWhole(String location) {
    return BUNDLES.contains(ending(location))
        && !merged.contains("")
        && paths.containsKey(BundleVersion.INFO);
  }

  static boolean hasBundleName(String path) {
    return BUNDLES.contains(ending(path));
  }

  private static String ending(String path) {
    return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private void place(String path, String target, Path there) throws IOException {
    boolean directory = isDirectory(path);
    boolean exists = Files.exists(there, LinkOption.NOFOLLOW_LINKS);
    if (directory && exists && !isBundle(path)) {
      Path inside = session.locateDirectory(target);
      if (!Files.isDirectory(inside)) {
        clashes.makeRoom(target, there, "a directory");
        session.replace(extraction.directory().resolve(path), target, there);
        return;
      }
      session.keepsDirectory(target, inside);
      for (String child : children(path)) {
        String name = child.substring(path.length());
        place(child, target + name, inside.resolve(name.substring(1)));
      }
      return;
    }
    if (!directory && Files.isDirectory(there, LinkOption.NOFOLLOW_LINKS)) {
      clashes.makeRoom(target, there, paths.get(path).type() == 'l' ? "a symbolic link" : "a file");
    }
    if (isBundle(path)) {
      session.swapsBundle(target);
    }
    session.replace(extraction.directory().resolve(path), target, there);
  }

  private boolean isDirectory(String path) {
    ExtractedPath own = paths.get(path);
    return own == null || own.type() == 'd';
  }

  /**
   * A complete bundle: its ending says so, and its Info.plist or its versions are in the payload.
   */
  private boolean isBundle(String path) {
    return hasBundleName(path)
        && !merged.contains(path)
        && (paths.containsKey(path + "/" + BundleVersion.INFO)
            || paths.containsKey(path + "/Versions"));
  }

  private SortedSet<String> children(String path) {
    return children.getOrDefault(path, EMPTY);
  }

  /** Enters a path below its parent, and the parent below its own, also where no entry names it. */
  private void enter(String path) {
    String child = path;
    while (!child.isEmpty()) {
      String parent = child.substring(0, Math.max(0, child.lastIndexOf('/')));
      if (!children.computeIfAbsent(parent, key -> new TreeSet<>()).add(child)) {
        return;
      }
      child = parent;
    }
  }
}
