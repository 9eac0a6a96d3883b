package io.github.macnightly.nio;

import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a path leads to.
 *
 * @param name as it is stored, a folder's name for the root of one of several volumes
 * @param volume null for the directory above several volumes
 * @param entry null for the directory above several volumes
 * @param inside the path from the root of the volume
 */
record Node(ImageFileSystem system, String name, Volume volume, VolumeEntry entry, String inside) {

  private static final int HIDDEN = 0x8000;

  /** Returns the root of the file system. */
  static Node top(ImageFileSystem system) {
    Map<String, Volume> folders = system.image().folders();
    Volume only = folders.get("");
    return only == null
        ? new Node(system, "", null, null, "")
        : new Node(system, "", only, only.root(), "");
  }

  EntryType type() {
    return entry == null ? EntryType.DIRECTORY : entry.type();
  }

  boolean isHidden() {
    return entry != null && (entry.flags() & HIDDEN) != 0;
  }

  /** Finds an entry of this directory by the rules of the volume. */
  Optional<Node> child(String wanted) throws IOException {
    if (entry == null) {
      return Optional.ofNullable(system.image().folders().get(wanted))
          .map(found -> new Node(system, wanted, found, found.root(), ""));
    }
    if (entry.type() != EntryType.DIRECTORY) {
      return Optional.empty();
    }
    return volume.find(inside + "/" + wanted).map(this::below);
  }

  /** Returns the names in this directory. */
  List<String> names() throws IOException {
    if (type() != EntryType.DIRECTORY) {
      throw new IllegalStateException(name + " is no directory");
    }
    if (entry == null) {
      return List.copyOf(system.image().folders().keySet());
    }
    List<String> names = new ArrayList<>();
    for (VolumeEntry child : entry.children()) {
      names.add(child.name());
    }
    return names;
  }

  private Node below(VolumeEntry child) {
    return new Node(system, child.name(), volume, child, inside + "/" + child.name());
  }

  /** Opens the content of a file. */
  InputStream stream() throws IOException {
    return entry.open();
  }

  /**
   * Refuses what has no content, as Unix does.
   *
   * @param path where this was found
   */
  Node requireFile(Path path) throws FileSystemException {
    if (type() != EntryType.FILE) {
      throw new FileSystemException(
          path.toAbsolutePath().toString(),
          null,
          type() == EntryType.DIRECTORY ? "Is a directory" : "is no file");
    }
    return this;
  }
}
