package io.github.macnightly.predicate;

import java.util.HashMap;
import java.util.Map;

/** The built-in functions. Their names, unlike the reserved words, depend on the case. */
enum Function {
  SUM("sum", 1, Integer.MAX_VALUE),
  COUNT("count", 1, Integer.MAX_VALUE),
  MIN("min", 1, Integer.MAX_VALUE),
  MAX("max", 1, Integer.MAX_VALUE),
  AVERAGE("average", 1, Integer.MAX_VALUE),
  MEDIAN("median", 1, Integer.MAX_VALUE),
  MODE("mode", 1, Integer.MAX_VALUE),
  STDDEV("stddev", 1, Integer.MAX_VALUE),
  SQRT("sqrt", 1, 1),
  LOG("log", 1, 1),
  LN("ln", 1, 1),
  EXP("exp", 1, 1),
  FLOOR("floor", 1, 1),
  CEILING("ceiling", 1, 1),
  TRUNC("trunc", 1, 1),
  ABS("abs", 1, 1),
  RANDOM("random", 0, 1),
  NOW("now", 0, 0),
  UPPERCASE("uppercase", 1, 1),
  LOWERCASE("lowercase", 1, 1),
  LENGTH("length", 1, 1),
  NOINDEX("noindex", 1, 1),
  ONES_COMPLEMENT("onesComplement", 1, 1),
  ADD("add:to:", 2, 2),
  SUBTRACT("from:subtract:", 2, 2),
  MULTIPLY("multiply:by:", 2, 2),
  DIVIDE("divide:by:", 2, 2),
  MODULUS("modulus:by:", 2, 2),
  RAISE("raise:toPower:", 2, 2),
  BIT_AND("bitwiseAnd:with:", 2, 2),
  BIT_OR("bitwiseOr:with:", 2, 2),
  BIT_XOR("bitwiseXor:with:", 2, 2),
  SHIFT_LEFT("leftshift:by:", 2, 2),
  SHIFT_RIGHT("rightshift:by:", 2, 2),
  CAST("castObject:toType:", 2, 2),
  ELEMENT("objectFrom:withIndex:", 2, 2);

  private static final Map<String, Function> BY_NAME = new HashMap<>();

  static {
    for (Function function : values()) {
      BY_NAME.put(function.text, function);
      if (!function.text.endsWith(":") && function.most > 0) {
        BY_NAME.put(function.text + ":", function);
      }
    }
  }

  private final String text;
  private final int least;
  private final int most;

  Function(String text, int least, int most) {
    this.text = text;
    this.least = least;
    this.most = most;
  }

  /** Returns the function of this name, or null. */
  static Function named(String name) {
    return BY_NAME.get(name);
  }

  /** Returns its name as it is written. */
  String text() {
    return text;
  }

  /** Tells whether it takes this many arguments. */
  boolean takes(int arguments) {
    return arguments >= least && arguments <= most;
  }

  /** Tells whether it is about a collection, given as one list or as several arguments. */
  boolean collects() {
    return most == Integer.MAX_VALUE;
  }
}
