package io.github.macnightly.distribution;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the conditions of the choices to rest. A condition may look at other choices and at its
 * own, so they are evaluated again and again until nothing changes, as an installer does after each
 * click.
 */
final class Settling {

  /** A chain of choices settles by one link per round at worst; longer ones are a circle. */
  private static final int MAX_ROUNDS = 32;

  private final DistributionFile file;
  private final Selections state;
  private final Scripts scripts;
  private final List<String> warnings;
  private final Set<String> failed = new HashSet<>();

  Settling(DistributionFile file, Selections state, Scripts scripts, List<String> warnings) {
    this.file = file;
    this.state = state;
    this.scripts = scripts;
    this.warnings = warnings;
  }

  /** Gives each choice the values that hold before anybody changes anything. */
  void start() {
    for (Choice choice : file.choices().values()) {
      for (Aspect aspect : Aspect.values()) {
        Optional<Boolean> fixed = Literal.of(choice.condition(aspect.attribute()));
        String name = fixed.isPresent() ? aspect.attribute() : aspect.start();
        evaluate(choice, name, state.get(choice.id(), aspect))
            .ifPresent(setting -> state.set(choice.id(), aspect, setting));
      }
    }
  }

  /** Evaluates what follows from the state of the choices. */
  void settle() {
    for (int round = 0; round < MAX_ROUNDS; round++) {
      if (!round()) {
        return;
      }
    }
    String circle = "the choices of the product depend on each other in a circle: none is certain";
    if (!warnings.contains(circle)) {
      warnings.add(circle);
    }
  }

  private boolean round() {
    boolean changed = false;
    for (Choice choice : file.choices().values()) {
      for (Aspect aspect : Aspect.values()) {
        if (Literal.of(choice.condition(aspect.attribute())).isEmpty()) {
          ChoiceState.Setting old = state.get(choice.id(), aspect);
          Optional<ChoiceState.Setting> now = evaluate(choice, aspect.attribute(), old);
          now.ifPresent(setting -> state.set(choice.id(), aspect, setting));
          changed |= now.isPresent() && now.get().value() != old.value();
        }
      }
    }
    return changed;
  }

  /** Returns the value of an attribute; empty when it is absent or gave no answer. */
  private Optional<ChoiceState.Setting> evaluate(
      Choice choice, String attribute, ChoiceState.Setting old) {
    String text = choice.condition(attribute);
    String where = "choice '" + choice.id() + "'";
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String reason = attribute + "=\"" + shortened(text) + "\"";
    return ask(where + ": " + attribute, text, choice.id(), old.value())
        .map(value -> new ChoiceState.Setting(value, reason));
  }

  /** Says whether a component is installed at all when its choice is selected. */
  boolean isActive(PackageRef reference) {
    String text = reference.active();
    String where = "pkg-ref '" + reference.id() + "': active";
    return text.isEmpty() || ask(where, text, "", true).orElse(true);
  }

  private Optional<Boolean> ask(String where, String text, String choice, boolean otherwise) {
    Optional<Boolean> literal = Literal.of(text);
    if (literal.isPresent() || failed.contains(where)) {
      return literal;
    }
    try {
      return Optional.of(scripts.condition(text, choice));
    } catch (ScriptFailure e) {
      failed.add(where);
      warnings.add(where + " was not evaluated, taken as " + otherwise + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() > 60 ? line.substring(0, 60) + "..." : line;
  }
}
