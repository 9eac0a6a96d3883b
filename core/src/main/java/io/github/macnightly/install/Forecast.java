package io.github.macnightly.install;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an installation of packages would do.
 *
 * @param paths every path of their payloads, in the order of the archives, then what only an
 *     earlier version had and would go, the deepest first
 * @param scripts all their scripts
 */
public record Forecast(List<PlannedPath> paths, List<PlannedScript> scripts) {

  /** Copies the lists. */
  public Forecast {
    paths = List.copyOf(paths);
    scripts = List.copyOf(scripts);
  }

  /** Says in a line how many paths would be new, replaced and so on, and how large they are. */
  public String summary() {
    Map<PlannedPath.Action, Integer> counts = new EnumMap<>(PlannedPath.Action.class);
    long bytes = 0;
    for (PlannedPath path : paths) {
      counts.merge(path.action(), 1, Integer::sum);
      boolean written =
          path.action() == PlannedPath.Action.NEW || path.action() == PlannedPath.Action.REPLACE;
      bytes += written ? path.size() : 0;
    }
    return counts.getOrDefault(PlannedPath.Action.NEW, 0)
        + " paths new, "
        + counts.getOrDefault(PlannedPath.Action.REPLACE, 0)
        + " replaced ("
        + bytes
        + " bytes), "
        + counts.getOrDefault(PlannedPath.Action.SAME, 0)
        + " the same, "
        + counts.getOrDefault(PlannedPath.Action.KEEP, 0)
        + " kept"
        + (counts.containsKey(PlannedPath.Action.REMOVE)
            ? ", " + counts.get(PlannedPath.Action.REMOVE) + " removed"
            : "");
  }
}
