package io.github.macnightly.extract;

import io.github.macnightly.files.EntryExtras;
import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.Folder;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes through a tree once, a directory before what is in it: makes directories, notes links, and
 * gives the files to somebody else. Of directories only those are held that are still to be
 * visited.
 */
final class TreeWalk {

  private static final String FORMAT = "disk image";
  private static final int MAX_DEPTH = 512;
  private static final String DOUBLE = "._";

  /** What a directory or a link takes in memory beside the characters of its path. */
  private static final int RECORD = 250;

  private final Extraction into;
  private final Limits limits;
  private final Counts counts;
  private final Receiver files;
  private final Deque<Stop> waiting = new ArrayDeque<>();
  private final Map<Long, String> linked = new HashMap<>();
  private final Set<Long> linkedDirectories = new HashSet<>();
  private long entries;
  private long held;

  /** Takes files one after the other. */
  interface Receiver {
    void accept(Item item) throws IOException, InterruptedException;

    /** Ends the walk with an exception when nobody wants files any more. */
    void requireGoingOn() throws InterruptedIOException;
  }

  /**
   * A directory to be visited.
   *
   * @param links this directory and those above it, as far as they have hard links, or null
   */
  private record Stop(VolumeEntry entry, Folder folder, int depth, Chain links) {}

  /** Directories with hard links, from the deepest up. */
  private record Chain(long group, Chain above) {

    static boolean holds(Chain chain, long group) {
      for (Chain c = chain; c != null; c = c.above) {
        if (c.group == group) {
          return true;
        }
      }
      return false;
    }
  }

  TreeWalk(Extraction into, Limits limits, Counts counts, Receiver files) {
    this.into = into;
    this.limits = limits;
    this.counts = counts;
    this.files = files;
  }

  /**
   * Goes through an entry and all below it.
   *
   * @throws LimitExceededException for more than 512 levels, two million entries, or more
   *     directories and links than memory holds
   * @throws CorruptException when hard links of directories form a circle
   */
  void walk(VolumeEntry entry, String path) throws IOException, InterruptedException {
    if (entry.type() == EntryType.DIRECTORY) {
      count();
      hold(path.length());
      EntryExtras extras = new VolumeExtras(entry, false);
      Folder folder = into.folder(path, Item.attributes(entry), extras);
      if (!path.isEmpty()) {
        counts.directory();
      }
      waiting.push(new Stop(entry, folder, 0, links(entry, path, null)));
    } else {
      leaf(into.top(), entry, path, false);
    }
    while (!waiting.isEmpty()) {
      visit(waiting.pop());
    }
  }

  private void visit(Stop stop) throws IOException, InterruptedException {
    files.requireGoingOn();
    List<VolumeEntry> children = stop.entry.children();
    Set<String> doubles = doubles(children);
    Deque<Stop> lastFirst = new ArrayDeque<>();
    for (VolumeEntry child : children) {
      files.requireGoingOn();
      String name = child.name();
      boolean doubleIsFree = !doubles.contains(DOUBLE + name);
      if (child.type() == EntryType.DIRECTORY) {
        lastFirst.push(directory(stop, child, name, doubleIsFree));
      } else {
        leaf(stop.folder, child, name, doubleIsFree);
      }
    }
    for (Stop below : lastFirst) {
      waiting.push(below);
    }
  }

  /** Returns the names that AppleDouble files would like to have and the volume uses itself. */
  private static Set<String> doubles(List<VolumeEntry> entries) {
    Set<String> names = Set.of();
    for (VolumeEntry entry : entries) {
      String name = entry.name();
      if (name.startsWith(DOUBLE)) {
        names = names.isEmpty() ? new HashSet<>() : names;
        names.add(name);
      }
    }
    return names;
  }

  private Stop directory(Stop parent, VolumeEntry entry, String name, boolean doubleIsFree)
      throws IOException {
    count();
    String path = Item.path(parent.folder, name);
    hold(path.length());
    if (parent.depth >= MAX_DEPTH) {
      throw new LimitExceededException(FORMAT, -1, "depth of '" + path + "'", MAX_DEPTH);
    }
    Chain links = links(entry, path, parent.links);
    VolumeExtras extras = new VolumeExtras(entry, doubleIsFree);
    Folder folder = parent.folder.folder(name, Item.attributes(entry), extras);
    counts.directory();
    return new Stop(entry, folder, parent.depth + 1, links);
  }

  private Chain links(VolumeEntry directory, String path, Chain above) throws CorruptException {
    long group = directory.hardLinkGroup();
    if (group != 0 && !linkedDirectories.add(group)) {
      // A directory has one name where we write it; each further one gets a copy.
      into.lost("hard link");
    }
    if (group != 0 && Chain.holds(above, group)) {
      throw new CorruptException(
          FORMAT, -1, "directory '" + path + "' is a hard link to one that it is in");
    }
    return group == 0 ? above : new Chain(group, above);
  }

  private void leaf(Folder folder, VolumeEntry entry, String name, boolean doubleIsFree)
      throws IOException, InterruptedException {
    count();
    switch (entry.type()) {
      case SYMLINK -> symlink(folder, name, new VolumeExtras(entry, doubleIsFree));
      case FILE -> file(new Item(folder, name, entry, entry.place(), doubleIsFree));
      default -> folder.special(name);
    }
  }

  private void symlink(Folder folder, String name, VolumeExtras extras) throws IOException {
    VolumeEntry entry = extras.entry();
    String target = entry.linkTarget();
    hold(folder.path().length() + name.length() + target.length());
    EntryExtras kept = extras.isEmpty() ? EntryExtras.NONE : extras;
    folder.symlink(name, target, Item.attributes(entry), kept);
    counts.link();
    long group = entry.hardLinkGroup();
    if (group != 0 && linked.putIfAbsent(group, "") != null) {
      into.lost("hard link");
    }
  }

  private void file(Item item) throws IOException, InterruptedException {
    long group = item.entry().hardLinkGroup();
    if (group == 0) {
      files.accept(item);
      return;
    }
    String path = item.path();
    hold(path.length());
    String first = linked.putIfAbsent(group, path);
    if (first == null) {
      files.accept(item);
    } else {
      item.folder().hardLink(item.name(), first);
      counts.link();
    }
  }

  private void count() throws LimitExceededException {
    if (++entries > limits.entries()) {
      throw new LimitExceededException(FORMAT, -1, "number of entries", limits.entries());
    }
  }

  private void hold(int characters) throws LimitExceededException {
    held += RECORD + characters;
    if (held > limits.held()) {
      throw new LimitExceededException(
          FORMAT, -1, "memory for directories and links, in bytes,", limits.held());
    }
  }
}
