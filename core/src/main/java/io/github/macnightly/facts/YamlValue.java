package io.github.macnightly.facts;

/**
 * A value that is complete.
 *
 * @param value the value
 * @param count how many values it is, with all that it holds
 * @param depth how many levels it has, 1 for a plain value
 */
record YamlValue(Object value, long count, int depth) {

  static YamlValue of(Object plain) {
    return new YamlValue(plain, 1, 1);
  }
}
