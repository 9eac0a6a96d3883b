package io.github.macnightly.manifests;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What was decided so far. Who comes first wins. */
final class Ledger {

  private final Consumer<ManifestProblem> problems;
  private final List<Decision> decisions = new ArrayList<>();

  /** By name without version. */
  private final Map<String, Decision> installs = new HashMap<>();

  private final Map<String, Decision> removals = new HashMap<>();
  private final Map<String, Decision> optional = new HashMap<>();
  private final Set<String> offered = new HashSet<>();
  private final Set<String> featured = new HashSet<>();

  Ledger(Consumer<ManifestProblem> problems) {
    this.problems = problems;
  }

  List<Decision> decisions() {
    return List.copyOf(decisions);
  }

  /** Takes an item of a list, unless what was taken before forbids it. */
  void take(ListKey list, Entry entry, Trail trail) {
    switch (list) {
      case MANAGED_INSTALLS -> install(decision(list, Action.INSTALL, entry, trail));
      case MANAGED_UNINSTALLS -> remove(decision(list, Action.REMOVE, entry, trail));
      case MANAGED_UPDATES -> update(decision(list, Action.UPDATE, entry, trail));
      case OPTIONAL_INSTALLS -> offer(decision(list, Action.OPTIONAL, entry, trail));
      case FEATURED_ITEMS -> feature(decision(list, Action.FEATURED, entry, trail));
      default -> byDefault(decision(list, Action.INSTALL, entry, trail));
    }
  }

  /** Takes an item that the user chose of those that are offered; others are not the user's. */
  void choose(Entry entry, Trail trail) {
    Decision chosen = decision(ListKey.MANAGED_INSTALLS, Action.INSTALL, entry, trail);
    if (optional.containsKey(entry.name())) {
      install(chosen);
    }
  }

  private static Decision decision(ListKey list, Action action, Entry entry, Trail trail) {
    return new Decision(
        entry.name(),
        action,
        list,
        trail.manifest(),
        entry.path(),
        trail.conditions(),
        trail.manifests(),
        trail.catalogs(),
        false);
  }

  private static String base(Decision decision) {
    return ItemName.base(decision.item());
  }

  private void install(Decision decision) {
    Decision before = installs.get(base(decision));
    Decision removal = removals.get(base(decision));
    if (before != null) {
      if (!before.item().equals(decision.item())) {
        overruled(decision, before);
      }
    } else if (removal != null) {
      overruled(decision, removal);
    } else {
      decide(decision, installs);
    }
  }

  private void remove(Decision decision) {
    Decision install = installs.get(base(decision));
    if (install != null) {
      overruled(decision, install);
    } else if (!removals.containsKey(base(decision))) {
      decide(decision, removals);
    }
  }

  /** What is to be installed is updated anyway; what is to be removed needs no update. */
  private void update(Decision decision) {
    if (!installs.containsKey(base(decision)) && !removals.containsKey(base(decision))) {
      decide(decision, installs);
    }
  }

  /** What is managed is nothing to choose; what is kept up to date only where it is, may be. */
  private void offer(Decision decision) {
    offered.add(decision.item());
    Decision install = installs.get(base(decision));
    boolean managed = install != null && install.action() == Action.INSTALL;
    if (!managed
        && !removals.containsKey(base(decision))
        && !optional.containsKey(decision.item())) {
      optional.put(decision.item(), decision);
      decisions.add(decision);
    }
  }

  private void feature(Decision decision) {
    if (!isOffered(decision)) {
      return;
    }
    if (optional.containsKey(decision.item()) && featured.add(decision.item())) {
      decisions.add(decision);
    }
  }

  private void byDefault(Decision decision) {
    if (isOffered(decision) && optional.containsKey(decision.item())) {
      Decision update = installs.get(base(decision));
      if (update == null) {
        install(decision);
      }
    }
  }

  private boolean isOffered(Decision decision) {
    boolean is = offered.contains(decision.item());
    if (!is) {
      warn(decision, decision.item() + " is not in optional_installs, so this does nothing");
    }
    return is;
  }

  private void decide(Decision decision, Map<String, Decision> taken) {
    taken.put(base(decision), decision);
    decisions.add(decision);
  }

  private void overruled(Decision decision, Decision first) {
    warn(
        decision,
        decision.action()
            + " "
            + decision.item()
            + " is overruled by "
            + first.action()
            + " "
            + first.item()
            + " in "
            + first.manifest()
            + ": "
            + first.keyPath()
            + ", which comes first");
  }

  private void warn(Decision decision, String text) {
    problems.accept(ManifestProblem.warning(decision.manifest(), decision.keyPath(), text));
  }
}
