package io.github.macnightly.distribution;

import java.util.List;
import java.util.Set;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * Takes out of the standard library what an installer script never needs, and puts a guard before
 * each function of the rest, because the engine counts no instructions inside of them: the guard
 * refuses large texts and lists, and results that would be large.
 */
final class Guards {

  private static final Set<String> GLOBALS =
      Set.of(
          "Object",
          "Array",
          "String",
          "Number",
          "Boolean",
          "Date",
          "RegExp",
          "Math",
          "JSON",
          "Error",
          "EvalError",
          "RangeError",
          "ReferenceError",
          "SyntaxError",
          "TypeError",
          "URIError",
          "parseInt",
          "parseFloat",
          "isNaN",
          "isFinite",
          "escape",
          "unescape",
          "encodeURI",
          "encodeURIComponent",
          "decodeURI",
          "decodeURIComponent",
          "NaN",
          "Infinity",
          "undefined",
          "globalThis");

  private static final List<String> TYPES =
      List.of("Object", "Array", "String", "Number", "Boolean", "Date", "RegExp", "Error");

  private final Context context;
  private final ScriptableObject scope;
  private final Budget budget;

  Guards(Context context, ScriptableObject scope, Budget budget) {
    this.context = context;
    this.scope = scope;
    this.budget = budget;
  }

  /** Does it, and defines the function that adds. */
  void install(String adder) {
    guardIterators();
    Scriptable functions = ScriptableObject.getFunctionPrototype(scope);
    LambdaFunction none = new LambdaFunction(scope, "Function", 1, (cx, s, self, args) -> refuse());
    none.setImmunePrototypeProperty(functions);
    scope.defineProperty("Function", none, ScriptableObject.DONTENUM);
    for (Object id : scope.getAllIds()) {
      if (id instanceof String name && !GLOBALS.contains(name) && !name.equals("Function")) {
        scope.delete(name);
      }
    }
    guard(scope, GLOBALS);
    guard((ScriptableObject) functions, Set.of("apply", "call", "bind", "toString"));
    for (String type : TYPES) {
      ScriptableObject constructor = (ScriptableObject) ScriptableObject.getProperty(scope, type);
      guardAll(constructor);
      guardAll((ScriptableObject) ScriptableObject.getProperty(constructor, "prototype"));
    }
    guardAll((ScriptableObject) ScriptableObject.getProperty(scope, "JSON"));
    scope.defineProperty(
        adder,
        new LambdaFunction(scope, adder, 2, (cx, s, self, args) -> add(args)),
        ScriptableObject.DONTENUM | ScriptableObject.READONLY | ScriptableObject.PERMANENT);
  }

  /** Comes first, because it needs what is taken away then; the ways to new code go as well. */
  private void guardIterators() {
    String prelude =
        "var generator = Object.getPrototypeOf(function*(){});"
            + "if (generator) { delete generator.constructor; }"
            + "delete Function.prototype.constructor;"
            + "delete Object.getOwnPropertySymbols;"
            + "[[], ''].map(function(o) { return Object.getPrototypeOf(o[Symbol.iterator]()); });";
    Scriptable found = (Scriptable) context.evaluateString(scope, prelude, "prelude", 1, null);
    for (Object iterator : context.getElements(found)) {
      guardAll((ScriptableObject) iterator);
    }
  }

  /** The engine itself needs the name to find the prototype of functions. */
  private static Object refuse() {
    throw ScriptRuntime.constructError("Error", "to make functions of text is refused");
  }

  private void guardAll(ScriptableObject holder) {
    for (Object id : holder.getAllIds()) {
      if (id instanceof String name && !name.equals("constructor") && !name.equals("prototype")) {
        guard(holder, Set.of(name));
      }
    }
  }

  /** Constructors stay as they are, because {@code instanceof} and {@code new} go by them. */
  private void guard(ScriptableObject holder, Set<String> names) {
    boolean onText = holder.getClassName().equals("String") && holder != scope;
    for (String name : names) {
      Object old = holder.get(name, holder);
      if (old instanceof Function function && !TYPES.contains(name) && !name.endsWith("Error")) {
        int attributes = holder.getAttributes(name);
        if ((attributes & ScriptableObject.READONLY) == 0) {
          holder.defineProperty(name, guarded(name, function, onText), attributes);
        }
      }
    }
  }

  private LambdaFunction guarded(String name, Callable function, boolean onText) {
    return new LambdaFunction(
        scope,
        name,
        1,
        (cx, callScope, self, args) -> {
          check(new Amounts(name, self, args), onText);
          return function.call(cx, callScope, self, args);
        });
  }

  private void check(Amounts call, boolean onText) {
    budget.charge(100 + (Amounts.length(call.self()) >> 4));
    call.settle(onText);
    call.limit();
    if (call.name().equals("stringify") && call.args().length > 0) {
      walk(call.args()[0], 0);
    }
  }

  /** Writing out shared parts unfolds them; the walk costs what the text would. */
  private void walk(Object value, int depth) {
    budget.charge(100 + Amounts.length(value));
    if (depth > 100) {
      throw new Budget.Exceeded("the script writes out what is nested too deep");
    }
    if (value instanceof Scriptable object && !(value instanceof Callable)) {
      for (Object id : object.getIds()) {
        walk(id instanceof Integer i ? object.get(i, object) : get(object, id), depth + 1);
      }
    }
  }

  private static Object get(Scriptable object, Object id) {
    return id instanceof String name ? object.get(name, object) : null;
  }

  /** Adds two values; one alone is only looked at. */
  private Object add(Object[] args) {
    Object sum = args[0];
    if (args.length > 1) {
      sum = ScriptRuntime.add(args[0], args[1], context);
    }
    if (sum instanceof CharSequence text) {
      Amounts.limitText(text);
    }
    return sum;
  }
}
