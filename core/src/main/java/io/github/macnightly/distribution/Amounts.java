package io.github.macnightly.distribution;

import java.util.Locale;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * How much a call of a library function has to work on, and how much it may make of it.
 *
 * @param name the function
 * @param self the object that it is called on
 * @param args its arguments, of which some are settled in place
 */
record Amounts(String name, Object self, Object[] args) {

  private static final int MAX_TEXT = 1 << 18;
  private static final int MAX_LIST = 10_000;
  private static final long MAX_RESULT = 1 << 20;

  /** Refuses a text that is too long; the length of one over 2^31 characters is negative. */
  static void limitText(CharSequence text) {
    if (text.length() < 0 || text.length() > MAX_TEXT) {
      throw new Budget.Exceeded("the script makes a text of more than " + MAX_TEXT + " characters");
    }
  }

  /**
   * Turns arguments into what the function will turn them into, so that an object cannot answer
   * differently when it is asked again.
   *
   * @param onText whether the function is one of texts
   */
  void settle(boolean onText) {
    if (!onText) {
      return;
    }
    if (self instanceof Scriptable && !isText(self) && !isConstructor()) {
      throw new Budget.Exceeded("the script takes an object for a text, with " + name);
    }
    switch (name) {
      case "repeat", "padStart", "padEnd" -> number(0);
      case "concat" -> {
        for (int i = 0; i < args.length; i++) {
          text(i);
        }
      }
      case "replace", "replaceAll" -> text(1);
      default -> {}
    }
  }

  private boolean isConstructor() {
    return self instanceof Callable;
  }

  private void number(int index) {
    if (args.length > index) {
      args[index] = ScriptRuntime.toNumber(args[index]);
    }
  }

  private void text(int index) {
    if (args.length > index && !(args[index] instanceof Callable)) {
      args[index] = ScriptRuntime.toString(args[index]);
    }
  }

  /** Refuses what is too much. */
  void limit() {
    limit(self);
    for (Object argument : args) {
      limit(argument);
    }
    if (result() > MAX_RESULT) {
      throw new Budget.Exceeded("the script makes too much at once, with " + name);
    }
  }

  private void limit(Object value) {
    if (length(value) > (value instanceof CharSequence || isText(value) ? MAX_TEXT : MAX_LIST)) {
      throw new Budget.Exceeded("the script handles too much at once, with " + name);
    }
  }

  private static boolean isText(Object value) {
    return value instanceof Scriptable object && object.getClassName().equals("String");
  }

  /** Returns the length of a text or of whatever has one, 0 for everything else. */
  static long length(Object value) {
    if (value instanceof CharSequence text) {
      limitText(text);
      return text.length();
    }
    if (!(value instanceof Scriptable object)
        || value instanceof Callable
        || value instanceof Facts) {
      return 0;
    }
    refuseGetter(object);
    Object length = ScriptableObject.getProperty(object, "length");
    if (length == Scriptable.NOT_FOUND || Undefined.isUndefined(length)) {
      return 0;
    }
    if (length instanceof Number number) {
      return (long) number.doubleValue();
    }
    throw new Budget.Exceeded("the script has an object whose length is no number");
  }

  /** A length that is computed may be another one the next time. */
  private static void refuseGetter(Scriptable object) {
    for (Scriptable o = object; !isFixed(o); o = o.getPrototype()) {
      if (o instanceof ScriptableObject s && s.getGetterOrSetter("length", 0, s, false) != null) {
        throw new Budget.Exceeded("the script has an object whose length is computed");
      }
    }
  }

  /** Lists and texts have a length that no script can replace. */
  private static boolean isFixed(Scriptable object) {
    return object == null || object instanceof NativeArray || isText(object);
  }

  /** Returns how long the result may become where it is longer than what goes in. */
  private long result() {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "repeat" -> (length(self) + 1) * count();
      case "padstart", "padend" -> count();
      case "replace", "replaceall" -> replaced();
      case "concat" -> sum();
      case "join" -> joined(args.length > 0 ? length(args[0]) : 1);
      default -> 0;
    };
  }

  private long count() {
    double count = args.length > 0 && args[0] instanceof Number number ? number.doubleValue() : 0;
    return (long) Math.min(Math.max(0, count), Integer.MAX_VALUE);
  }

  /** A dollar sign may stand for all of the text, once for each of its characters. */
  private long replaced() {
    if (args.length < 2 || !(args[1] instanceof CharSequence by)) {
      return 0;
    }
    long length = length(self) + 1;
    long dollars = by.toString().chars().filter(c -> c == '$').count();
    return length * by.length() + Math.multiplyExact(length * length, dollars);
  }

  private long sum() {
    long sum = length(self);
    for (Object argument : args) {
      sum += length(argument);
    }
    boolean list = !(self instanceof CharSequence) && !isText(self);
    return list && sum > MAX_LIST ? MAX_RESULT + 1 : sum;
  }

  private long joined(long separator) {
    long sum = 0;
    if (self instanceof Scriptable list) {
      long count = Math.min(length(self), MAX_LIST);
      for (int i = 0; i < count; i++) {
        Object item = ScriptableObject.getProperty(list, i);
        sum += separator + (item instanceof CharSequence text ? length(text) : 0);
      }
    }
    return sum;
  }
}
