package io.github.macnightly.install;

import io.github.macnightly.inventory.CanonicalPaths;
import io.github.macnightly.inventory.OwnedPath;
import io.github.macnightly.inventory.WellKnown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Decides which of some owned paths can go: what nobody else owns and what was not changed since,
 * and directories in which nothing is left. Well-known directories stay unless we made them, and so
 * does what is this program's own.
 */
final class RemoverPlan {

  /** Tells who else owns a path. */
  @FunctionalInterface
  interface Owners {
    List<String> others(OwnedPath path) throws IOException;
  }

  private static final String DATABASE = "/etc/pkglist.sqlite3";

  private final InstallContext context;
  private final boolean force;
  private final Owners owners;
  private final CanonicalPaths links;
  private final Set<Path> going = new LinkedHashSet<>();
  private final List<PlannedPath> forecast = new ArrayList<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final Set<String> aboveChanged = new HashSet<>();
  private final List<String> notes = new ArrayList<>();

  RemoverPlan(InstallContext context, boolean force, Owners owners) {
    this.context = context;
    this.force = force;
    this.owners = owners;
    this.links = new CanonicalPaths(context.root());
  }

  /** Looks at paths, the deepest first. */
  void look(Collection<OwnedPath> owned) throws IOException {
    TreeMap<String, OwnedPath> sorted = new TreeMap<>(Comparator.reverseOrder());
    owned.forEach(path -> sorted.putIfAbsent(path.path(), path));
    for (OwnedPath path : sorted.values()) {
      Path file = context.root().resolve(path.path());
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && mayGo(path, file)) {
        going.add(file);
        forecast.add(planned(path, file));
      }
    }
  }

  private static PlannedPath planned(OwnedPath path, Path file) throws IOException {
    int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
    char type = path.type();
    long size = type == 'f' ? Files.size(file) : 0;
    return new PlannedPath(
        path.path(),
        PlannedPath.Action.REMOVE,
        type,
        String.format("%04o", mode),
        size,
        List.of(),
        PlannedPath.isSetId(type, mode));
  }

  /** Returns what goes, the deepest first. */
  List<PlannedPath> forecast() {
    return forecast;
  }

  private boolean mayGo(OwnedPath owned, Path file) throws IOException {
    boolean directory = owned.type() == 'd';
    if (isOurs(file)) {
      if (!directory) {
        note(owned, "it belongs to macnightly itself");
      }
      return false;
    }
    List<String> others = owners.others(owned);
    if (!others.isEmpty()) {
      if (!directory) {
        note(owned, "it also belongs to " + others.get(0));
      }
      return false;
    }
    return directory ? isEmptied(owned, file) : isUnchanged(owned, file);
  }

  private boolean isOurs(Path file) throws IOException {
    Path area = context.area().directory();
    return file.startsWith(area)
        || file.startsWith(context.root().resolve("/var/db/macnightly"))
        || file.equals(context.root().resolve(DATABASE));
  }

  private boolean isUnchanged(OwnedPath owned, Path file) throws IOException {
    boolean directoryNow = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    if (!directoryNow && (force || owned.isUnchanged(file))) {
      return true;
    }
    note(
        owned,
        directoryNow ? "a directory is there now" : "it was changed since (--force removes it)");
    enterChanged(owned.path());
    return false;
  }

  /** A directory that stays for the sake of a changed file goes later, together with that file. */
  private boolean isEmptied(OwnedPath owned, Path directory) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        || !owned.ours() && WellKnown.isDirectory(links.of(owned.path()))) {
      return false;
    }
    if (aboveChanged.contains(owned.path())) {
      changed.add(owned.path());
      return false;
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.allMatch(going::contains);
    }
  }

  private void enterChanged(String path) {
    changed.add(path);
    for (int end = path.lastIndexOf('/');
        end > 0 && aboveChanged.add(path.substring(0, end));
        end = path.lastIndexOf('/', end - 1)) {
      continue;
    }
  }

  private void note(OwnedPath owned, String why) {
    notes.add("kept " + owned.path() + ": " + why);
  }

  /** Returns how many objects go. */
  int size() {
    return going.size();
  }

  boolean takes(Path file) {
    return going.contains(file);
  }

  /** Returns what goes as whole trees, so that an application goes in one step. */
  List<Path> tops() {
    return going.stream().filter(file -> !going.contains(file.getParent())).toList();
  }

  /** Returns the paths that stay because they were changed, and the directories around them. */
  Set<String> changed() {
    return changed;
  }

  /** Returns why something stays, one line each. */
  List<String> notes() {
    return notes;
  }
}
