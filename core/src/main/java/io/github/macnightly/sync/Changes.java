package io.github.macnightly.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What rsync says that it changed. */
final class Changes {

  private static final int KEPT = 1000;
  private static final String NEWER = " is newer";
  private static final Pattern ITEM = Pattern.compile("(\\*deleting|[<>ch.][fdLDS][^ ]{7,9}) +.+");

  private final boolean itemized;
  private final List<String> changes = new ArrayList<>();
  private final List<String> newer = new ArrayList<>();
  private int count;

  /**
   * Reads rsync's standard output.
   *
   * @param itemized whether each change is led by its kind; else a line is a path
   */
  Changes(String output, boolean itemized) {
    this.itemized = itemized;
    output.lines().forEach(this::read);
  }

  private void read(String line) {
    if (itemized ? ITEM.matcher(line).matches() : isPath(line)) {
      count++;
      add(changes, line);
    } else if (line.endsWith(NEWER)) {
      add(newer, line.substring(0, line.length() - NEWER.length()));
    }
  }

  /** openrsync names the top directory in every run. */
  private static boolean isPath(String line) {
    return !line.isBlank() && !line.equals(".") && !line.equals("./");
  }

  private static void add(List<String> list, String line) {
    if (list.size() < KEPT) {
      list.add(line);
    }
  }

  int count() {
    return count;
  }

  List<String> changes() {
    return List.copyOf(changes);
  }

  List<String> newer() {
    return List.copyOf(newer);
  }
}
