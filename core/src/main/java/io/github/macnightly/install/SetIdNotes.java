package io.github.macnightly.install;

import io.github.macnightly.files.ExtractedPath;
import java.util.List;

/**
 * Names the programs that run with the rights of their owner or group: whoever runs one acts as its
 * owner, so an administrator should know of each.
 */
final class SetIdNotes {

  private static final int SET_ID = 06000;
  private static final int MAX = 100;

  private SetIdNotes() {}

  /** Returns a line for each program of a plan, of very many for the first. */
  static List<String> of(List<PlannedPath> paths) {
    return paths.stream()
        .filter(PlannedPath::setId)
        .limit(MAX)
        .map(path -> line(path.path(), path.mode().replaceFirst("^0", "")))
        .toList();
  }

  /** Returns a line for each program of a payload that lies below {@code base}. */
  static List<String> of(String base, List<ExtractedPath> paths) {
    return paths.stream()
        .filter(path -> path.type() == 'f' && (path.mode() & SET_ID) != 0)
        .limit(MAX)
        .map(path -> line(base + "/" + path.path(), Integer.toOctalString(path.mode())))
        .toList();
  }

  private static String line(String path, String mode) {
    return "runs with the rights of its owner or group: " + path + " (mode " + mode + ")";
  }
}
