package io.github.macnightly.install;

import java.util.List;

/** Counts device nodes, pipes and sockets of a payload, none of which is ever made. */
final class SkippedNodes {

  private int count;
  private String first = "";

  void add(String path) {
    if (count++ == 0) {
      first = path;
    }
  }

  /**
   * Says in a line what was left out; nothing when nothing was.
   *
   * @param base where the payload goes, "" for the root
   */
  List<String> notes(String base) {
    if (count == 0) {
      return List.of();
    }
    String which = base + "/" + first.replaceAll("\\p{Cntrl}", "?");
    return List.of(
        count == 1
            ? "left out " + which + ": it is a device node, pipe or socket"
            : "left out " + count + " device nodes, pipes and sockets, the first: " + which);
  }
}
