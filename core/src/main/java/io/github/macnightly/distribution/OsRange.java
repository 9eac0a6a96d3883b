package io.github.macnightly.distribution;

/**
 * A range of OS versions that a product may be installed on.
 *
 * @param min the lowest version, "" when there is no lower end
 * @param before the first version that is too new, "" when there is no upper end
 */
public record OsRange(String min, String before) {

  /** Says whether a version, such as {@code 14.5}, lies in the range. */
  public boolean contains(String version) {
    return (min.isEmpty() || Versions.compare(version, min) >= 0)
        && (before.isEmpty() || Versions.compare(version, before) < 0);
  }

  @Override
  public String toString() {
    String from = min.isEmpty() ? "" : min + " or newer";
    String to = before.isEmpty() ? "" : "before " + before;
    return from.isEmpty() || to.isEmpty() ? from + to : from + ", " + to;
  }
}
