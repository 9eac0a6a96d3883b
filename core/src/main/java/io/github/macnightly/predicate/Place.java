package io.github.macnightly.predicate;

/**
 * The part of the text that a node of the tree was read from. All places are equal, so that two
 * trees are equal when they mean the same, wherever their parts stood.
 *
 * @param start first character, from 0
 * @param end the character behind the last one
 */
record Place(int start, int end) {

  /** For nodes that were built and not read. */
  static final Place NONE = new Place(0, 0);

  @Override
  public boolean equals(Object other) {
    return other instanceof Place;
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
