package io.github.macnightly.predicate;

/** What kind of value a fact is, as far as that is known beforehand. */
public enum FactType {
  /** Text. */
  TEXT("text"),
  /** A number of any kind. */
  NUMBER("a number"),
  /** True or false, which are the numbers 1 and 0 at the same time. */
  BOOLEAN("true or false"),
  /** A date. */
  DATE("a date"),
  /** Bytes. */
  DATA("data"),
  /** A list of texts. */
  TEXTS("a list of texts"),
  /** A list of dictionaries. */
  DICTIONARIES("a list of dictionaries"),
  /** A list of anything. */
  LIST("a list"),
  /** Keys with values. */
  DICTIONARY("a dictionary"),
  /** Not known beforehand. */
  ANY("anything");

  private final String words;

  FactType(String words) {
    this.words = words;
  }

  /** Returns it as it reads in a sentence. */
  String words() {
    return words;
  }

  boolean isList() {
    return this == TEXTS || this == DICTIONARIES || this == LIST;
  }

  boolean isNumeric() {
    return this == NUMBER || this == BOOLEAN;
  }

  /** Returns what the elements of a list are. */
  FactType element() {
    return this == TEXTS ? TEXT : this == DICTIONARIES ? DICTIONARY : ANY;
  }

  /** Tells whether a value of the one kind can equal one of the other. */
  boolean comparable(FactType other) {
    return this == ANY
        || other == ANY
        || this == other
        || isNumeric() && other.isNumeric()
        || isList() && other.isList();
  }
}
