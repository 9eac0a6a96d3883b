package io.github.macnightly.manifests;

/**
 * The name of an item, which may end in a version: {@code Firefox-3.0.9}, or {@code
 * Firefox--3.0.9-rc} when the version has a hyphen of its own.
 */
final class ItemName {

  private ItemName() {}

  /** Returns the name without version. */
  static String base(String name) {
    String withDouble = cut(name, "--");
    return withDouble.length() < name.length() ? withDouble : cut(name, "-");
  }

  /** What stands behind the last delimiter is a version if it begins with a digit. */
  private static String cut(String name, String delimiter) {
    int at = name.lastIndexOf(delimiter);
    int version = at + delimiter.length();
    boolean has =
        at >= 0
            && version < name.length()
            && name.charAt(version) >= '0'
            && name.charAt(version) <= '9';
    return has ? name.substring(0, at) : name;
  }
}
