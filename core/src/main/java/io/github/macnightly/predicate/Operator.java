package io.github.macnightly.predicate;

/** The questions that a comparison can ask. */
enum Operator {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  BETWEEN("BETWEEN"),
  IN("IN"),
  CONTAINS("CONTAINS"),
  BEGINSWITH("BEGINSWITH"),
  ENDSWITH("ENDSWITH"),
  LIKE("LIKE"),
  MATCHES("MATCHES"),
  /** Equality of uniform type identifiers; conformance would need the type database of macOS. */
  UTI_EQUALS("UTI-EQUALS");

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  /** Returns how it is written. */
  String text() {
    return text;
  }

  /** Tells whether it orders its two sides. */
  boolean orders() {
    return this == LESS || this == LESS_OR_EQUAL || this == GREATER || this == GREATER_OR_EQUAL;
  }

  /** Tells whether both sides must be text. */
  boolean wantsText() {
    return this == BEGINSWITH || this == ENDSWITH || this == LIKE || this == MATCHES;
  }
}
