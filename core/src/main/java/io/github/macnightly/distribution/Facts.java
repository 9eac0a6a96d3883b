package io.github.macnightly.distribution;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** An object of the installer, such as {@code system}, that reports what it does not have. */
class Facts extends ScriptableObject {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final transient Doubts doubts;

  /**
   * Makes an empty one.
   *
   * @param path how a script comes to it, such as {@code system.files}
   */
  Facts(String path, Scriptable scope, Doubts doubts) {
    super(scope, ScriptableObject.getObjectPrototype(scope));
    this.path = path;
    this.doubts = doubts;
  }

  final Doubts doubts() {
    return doubts;
  }

  /** What a function of the installer does; missing arguments are undefined. */
  @FunctionalInterface
  interface Body {
    Object call(Context context, Object[] args);
  }

  final Facts with(String name, Object value) {
    defineProperty(name, value, ScriptableObject.EMPTY);
    return this;
  }

  final Facts function(String name, Body body) {
    Scriptable scope = getParentScope();
    return with(
        name, new LambdaFunction(scope, name, 1, (cx, s, self, args) -> body.call(cx, args)));
  }

  @Override
  public Object get(String name, Scriptable start) {
    Object value = super.get(name, start);
    if (value == NOT_FOUND && !getPrototype().has(name, start)) {
      doubts.unknown(path + "." + name);
    }
    return value;
  }

  @Override
  public String getClassName() {
    return "Object";
  }
}
