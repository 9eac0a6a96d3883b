package io.github.macnightly.cli.command.image;

import io.github.macnightly.image.DiskImage;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What of an image was asked for: all, or one path and what is below. */
final class Selection {

  private static final int MAX_ENTRIES = 2_000_000;

  private final Map<String, VolumeEntry> tops;
  private int seen;

  private Selection(Map<String, VolumeEntry> tops) {
    this.tops = tops;
  }

  /** Is called for each entry, a directory before what is in it. */
  interface Visitor {
    void visit(String path, VolumeEntry entry) throws IOException;
  }

  /**
   * Chooses.
   *
   * @param path empty or slashes for all
   * @throws NoSuchFileException when there is nothing of that path
   */
  static Selection of(DiskImage image, String path) throws IOException {
    Map<String, VolumeEntry> tops = new LinkedHashMap<>();
    String trimmed = trim(path);
    if (trimmed.isEmpty()) {
      for (Map.Entry<String, Volume> folder : image.folders().entrySet()) {
        tops.put(folder.getKey(), folder.getValue().root());
      }
    } else {
      tops.put(trimmed, find(image, trimmed));
    }
    return new Selection(tops);
  }

  /**
   * Finds one entry.
   *
   * @throws NoSuchFileException when there is none of that path
   */
  static VolumeEntry find(DiskImage image, String path) throws IOException {
    return image
        .find(path)
        .orElseThrow(() -> new NoSuchFileException(path, null, "is not in the image"));
  }

  private static String trim(String path) {
    return path.replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "");
  }

  /** Goes through all that was chosen; the root of a single volume is not visited itself. */
  void walk(Visitor visitor) throws IOException {
    for (Map.Entry<String, VolumeEntry> top : tops.entrySet()) {
      if (!top.getKey().isEmpty()) {
        visitor.visit(top.getKey(), top.getValue());
      }
      below(top.getKey(), top.getValue(), visitor);
    }
  }

  /** Directories are at most 1000 deep: the readers see to that. */
  private void below(String path, VolumeEntry directory, Visitor visitor) throws IOException {
    for (VolumeEntry child : directory.children()) {
      if (++seen > MAX_ENTRIES) {
        throw new LimitExceededException("disk image", -1, "number of entries", MAX_ENTRIES);
      }
      String where = path.isEmpty() ? child.name() : path + "/" + child.name();
      visitor.visit(where, child);
      if (child.type() == EntryType.DIRECTORY) {
        below(where, child, visitor);
      }
    }
  }
}
