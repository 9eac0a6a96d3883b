package io.github.macnightly.install;

import io.github.macnightly.files.Kept;
import io.github.macnightly.files.WorkArea;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was at the places of an item before it was installed: the kept copies of the transaction
 * that installed it, and of those that changed its records afterwards. For each place the oldest of
 * them counts.
 */
final class RollbackGeneration {

  private final List<Kept> members;
  private final Map<Path, Path> copies = new LinkedHashMap<>();
  private final Set<Path> created = new LinkedHashSet<>();
  private final Set<Path> lost = new LinkedHashSet<>();

  private RollbackGeneration(List<Kept> members) {
    this.members = members;
    for (Kept kept : members) {
      kept.created().stream().map(Path::of).filter(p -> !isKnown(p)).forEach(created::add);
      kept.lost().stream().map(Path::of).filter(p -> !isKnown(p)).forEach(lost::add);
      kept.paths()
          .forEach(
              (target, copy) -> {
                if (!isKnown(Path.of(target))) {
                  copies.put(Path.of(target), Path.of(copy));
                }
              });
    }
  }

  private boolean isKnown(Path target) {
    return copies.containsKey(target) || created.contains(target) || lost.contains(target);
  }

  /**
   * Finds the generation before the one that is installed.
   *
   * @return null when nothing is kept of it
   */
  static RollbackGeneration of(InstalledItem item, WorkArea area) throws IOException {
    return of(item, area.kept(), area.receipts());
  }

  private static RollbackGeneration of(InstalledItem item, List<Kept> all, Path receipts) {
    List<Kept> group = new ArrayList<>();
    for (Kept kept : all) {
      if (Labels.installed(kept.label()).equals(item.name())) {
        boolean begins = !kept.at().isAfter(item.installed()) && holdsMore(kept, receipts);
        if (begins) {
          group.clear();
        }
        if (begins || !group.isEmpty()) {
          group.add(kept);
        }
      }
    }
    return group.isEmpty() ? null : new RollbackGeneration(group);
  }

  /** A second run that finds the same version in place replaces nothing but the item's receipt. */
  private static boolean holdsMore(Kept kept, Path receipts) {
    return kept.paths().keySet().stream().anyMatch(path -> !Path.of(path).startsWith(receipts));
  }

  /**
   * Returns the ids of the transactions without which an item that is installed has no way back.
   */
  static Set<String> needed(WorkArea area, State state) throws IOException {
    Set<String> needed = new HashSet<>();
    List<Kept> all = area.kept();
    Set<String> labels = new HashSet<>();
    for (Kept kept : all) {
      String label = Labels.installed(kept.label());
      var item = labels.add(label) ? state.item(label) : null;
      if (item != null && item.isPresent() && !item.get().isRest()) {
        RollbackGeneration generation = of(item.get(), all, area.receipts());
        if (generation != null) {
          generation.members.forEach(member -> needed.add(member.transaction()));
        }
      }
    }
    return needed;
  }

  /**
   * Deletes what was replaced before a moment, except the last generation before each item that is
   * installed.
   */
  static void discard(WorkArea area, State state, Instant before) throws IOException {
    Set<String> needed = needed(area, state);
    area.discardKept(kept -> kept.at().isBefore(before) && !needed.contains(kept.transaction()));
  }

  /** Returns each place that held something, with the copy of it. */
  Map<Path, Path> copies() {
    return copies;
  }

  /** Returns the places that were empty. */
  Set<Path> created() {
    return created;
  }

  /** Returns the places that held something of which there is no copy any more. */
  Set<Path> lost() {
    return lost;
  }
}
