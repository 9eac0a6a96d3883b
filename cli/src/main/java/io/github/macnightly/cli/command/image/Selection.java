package io.github.macnightly.cli.command.image;

import io.github.macnightly.image.DiskImage;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of an image was asked for: all, or one path and what is below. */
final class Selection {

  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");
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
    String place = trim(path);
    Optional<VolumeEntry> found = top(image, place) ? Optional.empty() : image.find(place);
    if (found.isEmpty() && ESCAPE.matcher(place).find()) {
      found = image.find(unescaped(place));
    }
    return found.orElseThrow(() -> new NoSuchFileException(path, null, reason(image, place)));
  }

  /** The directory above several volumes is in none of them. */
  private static boolean top(DiskImage image, String place) {
    return place.isEmpty() && !image.folders().containsKey("");
  }

  private static String reason(DiskImage image, String place) {
    return top(image, place) ? "is the directory above the volumes" : "is not in the image";
  }

  /** Names are printed with their control characters as numbers, and are taken in that form too. */
  private static String unescaped(String path) {
    return ESCAPE
        .matcher(path)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }

  /** Takes out empty names and dots, and two dots with the name before them. */
  private static String trim(String path) {
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/")) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return String.join("/", names);
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
