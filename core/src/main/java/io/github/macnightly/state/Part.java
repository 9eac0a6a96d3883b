package io.github.macnightly.state;

/**
 * An application or package that an item brought.
 *
 * @param kind {@code app} or {@code package}
 * @param identifier its bundle or package identifier, may be null
 * @param version its version, may be null
 * @param path where it is, from the root of the tree; null when it is not one place
 */
public record Part(String kind, String identifier, String version, String path) {

  /** The kind of a part that is not installed any more but for files that were changed. */
  public static final String REMOVED = "removed";
}
