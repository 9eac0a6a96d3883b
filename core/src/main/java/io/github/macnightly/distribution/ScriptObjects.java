package io.github.macnightly.distribution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** The objects that scripts of a distribution find: system, my, choices and packages. */
final class ScriptObjects {

  private final Evaluator.Work work;
  private final Doubts doubts;
  private final Context context;
  private final ScriptableObject scope;
  private final Map<String, ChoiceObject> choices = new HashMap<>();
  private final Facts my;

  ScriptObjects(Evaluator.Work work, Doubts doubts, Context context, ScriptableObject scope) {
    this.work = work;
    this.doubts = doubts;
    this.context = context;
    this.scope = scope;
    this.my = facts("my");
  }

  private Facts facts(String path) {
    return new Facts(path, scope, doubts);
  }

  void define(Selections state) {
    SystemObject system = new SystemObject(work, doubts);
    my.with("target", target(system));
    my.with("result", context.newObject(scope));
    global("system", system.make(context, scope));
    global("my", my);
    Facts packages = facts("packages");
    Map<String, Scriptable> made = new HashMap<>();
    work.file()
        .packageRefs()
        .forEach(
            (id, reference) -> {
              made.put(id, component(reference));
              packages.with(id, made.get(id));
            });
    global("packages", packages);
    Facts all = facts("choices");
    for (Choice choice : work.file().choices().values()) {
      choices.put(choice.id(), choice(choice, state, all, made));
      all.with(choice.id(), choices.get(choice.id()));
    }
    global("choices", all);
  }

  private void global(String name, Object value) {
    scope.defineProperty(name, value, ScriptableObject.DONTENUM);
  }

  private Scriptable component(PackageRef reference) {
    return facts("packages['" + reference.id() + "']")
        .with("identifier", reference.id())
        .with("version", reference.version());
  }

  private ChoiceObject choice(
      Choice choice, Selections state, Facts parent, Map<String, Scriptable> made) {
    List<PackageRef> references =
        choice.packages().stream().map(id -> work.file().packageRefs().get(id)).toList();
    String action = ChoiceObject.upgradeAction(references, work.target().receipts());
    return new ChoiceObject(choice, state, action, parent)
        .fill(context, work.file(), choice.packages().stream().map(made::get).toList());
  }

  private Facts target(SystemObject system) {
    return facts("my.target")
        .with("mountpoint", "/")
        .with("availableKilobytes", (double) work.target().freeKilobytes())
        .with("systemVersion", system.version(scope))
        .function("receiptForIdentifier", (cx, args) -> receipt(ScriptValues.text(args, 0)));
  }

  private Object receipt(String identifier) {
    String version = work.target().receipts().get(identifier);
    if (version == null) {
      return null;
    }
    return facts("receipt")
        .with("identifier", identifier)
        .with("version", version)
        .with("PackageIdentifier", identifier)
        .with("PackageVersion", version)
        .with("CFBundleIdentifier", identifier)
        .with("CFBundleShortVersionString", version);
  }

  /** Sets what the next condition is about, "" when it is about no choice. */
  void aboutChoice(String id) {
    my.delete("choice");
    if (choices.containsKey(id)) {
      my.with("choice", choices.get(id));
    }
  }

  /** Gives the next check a result of its own to fill in. */
  Scriptable newResult() {
    Scriptable result = context.newObject(scope);
    my.put("result", my, result);
    return result;
  }
}
