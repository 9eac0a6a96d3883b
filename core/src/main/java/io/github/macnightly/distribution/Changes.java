package io.github.macnightly.distribution;

import io.github.macnightly.text.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Applies what a user wants to the choices.
 *
 * <p>To select a choice or not does the same to the choices below it, as a click does, except to
 * those that the user speaks of as well. A user goes before a literal {@code selected}, a script
 * goes before the user, because it knows of a reason.
 */
final class Changes {

  private static final String REASON = "choices file";

  private final DistributionFile file;
  private final List<ChoiceChange> changes;
  private final Selections state;
  private final List<String> warnings;
  private final Map<String, Boolean> wanted = new HashMap<>();

  Changes(Evaluator.Work work, Selections state, List<String> warnings) {
    this.file = work.file();
    this.changes = work.changes();
    this.state = state;
    this.warnings = warnings;
  }

  /** Returns a line for each identifier that is not there, with the nearest one that is. */
  List<String> unknown() {
    List<String> lines = new ArrayList<>();
    for (ChoiceChange change : changes) {
      if (!state.has(change.choice())) {
        String advice = Nearest.advice(change.choice(), file.choices().keySet());
        lines.add("the product has no choice '" + change.choice() + "'" + advice);
      }
    }
    return lines.stream().distinct().toList();
  }

  void apply() {
    for (ChoiceChange change : changes) {
      if (state.has(change.choice())) {
        apply(change);
      }
    }
    spread();
  }

  private void apply(ChoiceChange change) {
    String id = change.choice();
    switch (change.attribute()) {
      case SELECTED -> select(id, change.on());
      case TOGGLE -> select(id, !state.is(id, Aspect.SELECTED));
      case ENABLED -> state.set(id, Aspect.ENABLED, setting(change.on()));
      case VISIBLE -> state.set(id, Aspect.VISIBLE, setting(change.on()));
      default -> state.locate(id, change.location());
    }
  }

  private static ChoiceState.Setting setting(boolean on) {
    return new ChoiceState.Setting(on, REASON);
  }

  private void select(String id, boolean on) {
    state.set(id, Aspect.SELECTED, setting(on));
    wanted.put(id, on);
  }

  /** Goes down the outline, in which parents come before their children. */
  private void spread() {
    Set<String> seen = new HashSet<>();
    for (OutlineLine line : file.outline()) {
      Boolean above = wanted.get(line.parent());
      if (above != null && seen.contains(line.parent()) && !wanted.containsKey(line.choice())) {
        select(line.choice(), above);
        String reason = REASON + ", with '" + line.parent() + "'";
        state.set(line.choice(), Aspect.SELECTED, new ChoiceState.Setting(above, reason));
      }
      seen.add(line.choice());
    }
  }

  /** Warns where the product did not do what the user wants. */
  void compare() {
    for (OutlineLine line : file.outline()) {
      String id = line.choice();
      Boolean on = wanted.get(id);
      if (on != null && on != state.is(id, Aspect.SELECTED)) {
        warnings.add(
            "choice '"
                + id
                + "' stays "
                + (on ? "deselected" : "selected")
                + ", because the product decides: "
                + state.get(id, Aspect.SELECTED).reason());
      } else if (on != null && !state.is(id, Aspect.ENABLED)) {
        warnings.add("choice '" + id + "' is not enabled: Apple's installer may keep it as it was");
      }
    }
  }
}
