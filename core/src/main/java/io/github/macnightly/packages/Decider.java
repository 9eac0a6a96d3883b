package io.github.macnightly.packages;

import io.github.macnightly.packages.Decision.Step;
import io.github.macnightly.repository.Action;
import io.github.macnightly.repository.IndexEntry;
import io.github.macnightly.repository.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides line by line; the first line that names an item decides about it. */
final class Decider {

  private final Installed installed;
  private final boolean force;
  private final Map<String, Decision> decisions = new LinkedHashMap<>();

  Decider(Installed installed, boolean force) {
    this.installed = installed;
    this.force = force;
  }

  List<Decision> decisions() {
    return new ArrayList<>(decisions.values());
  }

  void decide(Action action, Selection available) {
    switch (action.verb()) {
      case INSTALL -> install(action, available);
      case UPDATE -> update(action, available);
      default -> remove(action);
    }
  }

  private void install(Action action, Selection available) {
    Optional<IndexEntry> entry = available.select(action.pattern());
    if (entry.isEmpty()) {
      add(
          action,
          Step.FAIL,
          action.pattern(),
          "nothing in the repository matches " + action.pattern());
      return;
    }
    wanted(action, entry.get());
  }

  private void wanted(Action action, IndexEntry entry) {
    String name = entry.name();
    if (force) {
      add(new Decision(name, Step.INSTALL, "installed again, as asked for", entry, action.line()));
      return;
    }
    Optional<String> why = installed.whyInstall(entry);
    add(
        new Decision(
            name,
            why.isPresent() ? Step.INSTALL : Step.LEAVE,
            why.orElse("already installed"),
            entry,
            action.line()));
  }

  private void update(Action action, Selection available) {
    if (installed.has(action.pattern())) {
      install(action, available);
    } else {
      add(action, Step.LEAVE, action.pattern(), "not installed, so there is nothing to update");
    }
  }

  private void remove(Action action) {
    List<String> names = installed.matches(action.pattern());
    if (names.isEmpty()) {
      add(action, Step.LEAVE, action.pattern(), "not installed, so there is nothing to remove");
    }
    for (String name : names) {
      add(action, Step.REMOVE, name, "line " + action.line() + " of the list removes it");
    }
  }

  private void add(Action action, Step step, String name, String reason) {
    add(new Decision(name, step, reason, null, action.line()));
  }

  /** Two lines may name one item; contradicting the first one is an error of the list. */
  private void add(Decision decision) {
    Decision first = decisions.putIfAbsent(decision.name(), decision);
    if (first != null && contradicts(first.step(), decision.step())) {
      String key = decision.name() + " (line " + decision.line() + ")";
      String reason =
          "line "
              + first.line()
              + " already decided to "
              + word(first.step())
              + " it; remove one line";
      decisions.put(key, new Decision(key, Step.FAIL, reason, null, decision.line()));
    }
  }

  private static boolean contradicts(Step first, Step second) {
    return (first == Step.REMOVE) != (second == Step.REMOVE);
  }

  private static String word(Step step) {
    return step == Step.REMOVE ? "remove" : "install";
  }
}
