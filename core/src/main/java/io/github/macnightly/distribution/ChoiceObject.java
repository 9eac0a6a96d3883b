package io.github.macnightly.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;

/** A choice as scripts see it: they read how it stands, and cannot change that. */
final class ChoiceObject extends Facts {

  private static final long serialVersionUID = 1L;

  private final transient Choice choice;
  private final transient Selections state;
  private final transient String upgradeAction;

  ChoiceObject(Choice choice, Selections state, String upgradeAction, Facts parent) {
    super("choices['" + choice.id() + "']", parent.getParentScope(), parent.doubts());
    this.choice = choice;
    this.state = state;
    this.upgradeAction = upgradeAction;
  }

  /** Adds what does not change. */
  ChoiceObject fill(Context context, DistributionFile file, List<Scriptable> packages) {
    with("identifier", choice.id());
    with("title", file.localized(choice.title()));
    with("description", file.localized(choice.description()));
    with("tooltip", "");
    with("packages", context.newArray(getParentScope(), packages.toArray()));
    with("packageUpgradeAction", upgradeAction);
    // as Apple's reference spells it
    with("packageUgradeAction", upgradeAction);
    return this;
  }

  @Override
  public Object get(String name, Scriptable start) {
    return switch (name) {
      case "selected" -> state.is(choice.id(), Aspect.SELECTED);
      case "enabled" -> state.is(choice.id(), Aspect.ENABLED);
      case "visible" -> state.is(choice.id(), Aspect.VISIBLE);
      case "customLocation" -> state.location(choice.id());
      default -> super.get(name, start);
    };
  }

  @Override
  public boolean has(String name, Scriptable start) {
    return switch (name) {
      case "selected", "enabled", "visible", "customLocation" -> true;
      default -> super.has(name, start);
    };
  }

  /**
   * Says how the packages of a choice stand to what is installed: {@code clean}, {@code installed},
   * {@code upgrade}, {@code downgrade} or {@code mixed}.
   */
  static String upgradeAction(List<PackageRef> packages, Map<String, String> receipts) {
    List<String> kinds = new ArrayList<>();
    for (PackageRef reference : packages) {
      String version = receipts.get(reference.receipt());
      int order = version == null ? 0 : Versions.compare(reference.version(), version);
      String installed = order == 0 ? "installed" : order > 0 ? "upgrade" : "downgrade";
      kinds.add(version == null ? "clean" : installed);
    }
    List<String> distinct = kinds.stream().distinct().toList();
    return distinct.size() > 1 ? "mixed" : distinct.isEmpty() ? "clean" : distinct.get(0);
  }
}
