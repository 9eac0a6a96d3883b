package io.github.macnightly.distribution;

import java.util.List;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/** Values that go into and out of scripts: texts, numbers, truth values and objects of those. */
final class ScriptValues {

  private static final int MAX_VALUES = 5_000;

  private final Context context;
  private final Scriptable scope;
  private int values;

  ScriptValues(Context context, Scriptable scope) {
    this.context = context;
    this.scope = scope;
  }

  /** Turns a value of a property list, whose reader has bounded the depth, into one of a script. */
  Object of(Object plain) {
    if (++values > MAX_VALUES) {
      throw new Budget.Exceeded("the script asks for a property list that is too large");
    }
    if (plain instanceof Map<?, ?> map) {
      Scriptable object = context.newObject(scope);
      map.forEach((key, v) -> ScriptableObject.putProperty(object, String.valueOf(key), of(v)));
      return object;
    }
    if (plain instanceof List<?> list) {
      return context.newArray(scope, list.stream().map(this::of).toArray());
    }
    if (plain instanceof Number number) {
      return number.doubleValue();
    }
    if (plain instanceof Boolean) {
      return plain;
    }
    return plain instanceof byte[] ? Undefined.instance : String.valueOf(plain);
  }

  /** Returns an argument as text, "" when it is absent. */
  static String text(Object[] args, int index) {
    boolean absent =
        args.length <= index || args[index] == null || Undefined.isUndefined(args[index]);
    return absent ? "" : ScriptRuntime.toString(args[index]);
  }

  /** Returns a property as text, "" when it is absent. */
  static String text(Scriptable object, String name) {
    Object value = ScriptableObject.getProperty(object, name);
    boolean absent = value == Scriptable.NOT_FOUND || value == null || Undefined.isUndefined(value);
    return absent ? "" : Doubts.shortened(ScriptRuntime.toString(value));
  }
}
