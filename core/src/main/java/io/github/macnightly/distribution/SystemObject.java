package io.github.macnightly.distribution;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;

/** Makes {@code system}: the target as scripts see it (Apple's Installer JavaScript Reference). */
final class SystemObject {

  private static final Pattern PLACEHOLDER = Pattern.compile("%(?:(\\d{1,2})\\$)?@");

  private final DistributionFile file;
  private final Target target;
  private final Doubts doubts;
  private final Hardware hardware;

  SystemObject(Evaluator.Work work, Doubts doubts) {
    this.file = work.file();
    this.target = work.target();
    this.doubts = doubts;
    this.hardware = new Hardware(target);
  }

  Facts make(Context context, Scriptable scope) {
    Facts system = new Facts("system", scope, doubts);
    system.with("version", version(scope));
    system.with("files", new FilesObject(target.files(), doubts).make(scope));
    system.with("applications", applications(context, scope));
    system.with("ioregistry", ioregistry(scope));
    system.with("defaults", new Facts("system.defaults", scope, doubts));
    system.with("env", new Facts("system.env", scope, doubts));
    system.with("users", new Facts("system.users", scope, doubts));
    system.function("compareVersions", (cx, args) -> compare(args));
    system.function("sysctl", (cx, args) -> sysctl(ScriptValues.text(args, 0)));
    system.function("gestalt", (cx, args) -> gestalt(ScriptValues.text(args, 0)));
    system.function("run", (cx, args) -> refuse(args));
    system.function("runOnce", (cx, args) -> refuse(args));
    system.function("propertiesOf", (cx, args) -> properties(cx, scope, args));
    texts(system);
    return system;
  }

  /** Returns what {@code SystemVersion.plist} of the target says. */
  Facts version(Scriptable scope) {
    return new Facts("system.version", scope, doubts)
        .with("ProductName", Hardware.productName(target.osVersion()))
        .with("ProductVersion", target.osVersion())
        .with("ProductUserVisibleVersion", target.osVersion());
  }

  private void texts(Facts system) {
    system.function("log", (cx, args) -> log(ScriptValues.text(args, 0)));
    for (String name : new String[] {"localizedString", "localizedStandardString"}) {
      system.function(name, (cx, args) -> file.localized(ScriptValues.text(args, 0)));
      system.function(name + "WithFormat", (cx, args) -> format(args));
    }
  }

  private Object log(String line) {
    doubts.log(line);
    return Undefined.instance;
  }

  private static Object compare(Object[] args) {
    return Versions.compare(ScriptValues.text(args, 0), ScriptValues.text(args, 1));
  }

  private Object sysctl(String name) {
    Optional<Object> value = hardware.sysctl(name);
    if (value.isEmpty()) {
      return unknown("sysctl '" + name + "'");
    }
    return value.get() instanceof Number number ? number.doubleValue() : value.get().toString();
  }

  private Object gestalt(String selector) {
    Optional<Integer> value = hardware.gestalt(selector);
    return value.isPresent() ? value.get() : unknown("gestalt '" + selector + "'");
  }

  private Object unknown(String what) {
    doubts.unknown(what);
    return Undefined.instance;
  }

  /** A script may catch this, and then answers without having run anything. */
  private Object refuse(Object[] args) {
    String program = ScriptValues.text(args, 0);
    doubts.doubt("wanted to run '" + program + "', which is refused");
    throw ScriptRuntime.constructError("Error", "running '" + program + "' is refused");
  }

  private static Object properties(Context context, Scriptable scope, Object[] args) {
    Object[] ids = args.length > 0 && args[0] instanceof Scriptable o ? o.getIds() : new Object[0];
    return context.newArray(scope, Arrays.stream(ids).map(String::valueOf).toArray());
  }

  /** Nobody knows what will be running on the target. */
  private Facts applications(Context context, Scriptable scope) {
    Facts applications = new Facts("system.applications", scope, doubts);
    applications.function(
        "all",
        (cx, args) -> {
          doubts.unknown("the running applications");
          return context.newArray(scope, 0);
        });
    for (String name : new String[] {"fromIdentifier", "fromPID"}) {
      applications.function(
          name,
          (cx, args) -> {
            doubts.unknown("the running application '" + ScriptValues.text(args, 0) + "'");
            return null;
          });
    }
    return applications;
  }

  private Facts ioregistry(Scriptable scope) {
    Facts registry = new Facts("system.ioregistry", scope, doubts);
    for (String name :
        new String[] {"fromPath", "matchingClass", "matchingName", "childrenOf", "parentsOf"}) {
      String path = "system.ioregistry." + name;
      registry.function(
          name, (cx, args) -> unknown(path + "('" + ScriptValues.text(args, 0) + "')"));
    }
    return registry;
  }

  private String format(Object[] args) {
    Matcher places = PLACEHOLDER.matcher(file.localized(ScriptValues.text(args, 0)));
    StringBuilder text = new StringBuilder();
    int next = 1;
    while (places.find()) {
      int index = places.group(1) == null ? next++ : Integer.parseInt(places.group(1));
      places.appendReplacement(text, Matcher.quoteReplacement(ScriptValues.text(args, index)));
    }
    return places.appendTail(text).toString();
  }
}
