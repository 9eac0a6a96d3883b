package io.github.macnightly.predicate;

/** Operators between two numbers, from the loosest binding to the tightest; all lean left. */
enum Arithmetic {
  BIT_OR("|", 1),
  BIT_XOR("^", 2),
  BIT_AND("&", 3),
  SHIFT_LEFT("<<", 4),
  SHIFT_RIGHT(">>", 4),
  ADD("+", 5),
  SUBTRACT("-", 5),
  MULTIPLY("*", 6),
  DIVIDE("/", 6),
  POWER("**", 7);

  private final String text;
  private final int precedence;

  Arithmetic(String text, int precedence) {
    this.text = text;
    this.precedence = precedence;
  }

  /** Returns how it is written. */
  String text() {
    return text;
  }

  /** Returns how tightly it binds; more is tighter. */
  int precedence() {
    return precedence;
  }
}
