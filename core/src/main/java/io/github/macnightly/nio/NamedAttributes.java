package io.github.macnightly.nio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Attributes by their names, as in {@code Files.readAttributes(path, "posix:mode,size")}. */
final class NamedAttributes {

  private static final Map<String, Function<NodeAttributes, Object>> BASIC =
      Map.of(
          "lastModifiedTime", NodeAttributes::lastModifiedTime,
          "lastAccessTime", NodeAttributes::lastAccessTime,
          "creationTime", NodeAttributes::creationTime,
          "size", NodeAttributes::size,
          "isRegularFile", NodeAttributes::isRegularFile,
          "isDirectory", NodeAttributes::isDirectory,
          "isSymbolicLink", NodeAttributes::isSymbolicLink,
          "isOther", NodeAttributes::isOther,
          "fileKey", NodeAttributes::fileKey);
  private static final Map<String, Function<NodeAttributes, Object>> OWNER =
      Map.of("owner", NodeAttributes::owner);
  private static final Map<String, Function<NodeAttributes, Object>> POSIX =
      Map.of("permissions", NodeAttributes::permissions, "group", NodeAttributes::group);

  private NamedAttributes() {}

  /**
   * Reads attributes.
   *
   * @param wanted names joined by commas or {@code *}, behind a view and a colon unless the view is
   *     basic
   */
  static Map<String, Object> read(NodeAttributes attributes, String wanted) {
    int colon = wanted.indexOf(':');
    Map<String, Function<NodeAttributes, Object>> known =
        view(colon < 0 ? "basic" : wanted.substring(0, colon));
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : wanted.substring(colon + 1).split(",")) {
      if (name.equals("*")) {
        known.forEach((key, value) -> values.put(key, value.apply(attributes)));
      } else if (known.containsKey(name)) {
        values.put(name, known.get(name).apply(attributes));
      } else {
        throw new IllegalArgumentException("'" + name + "' is not an attribute of " + wanted);
      }
    }
    return values;
  }

  private static Map<String, Function<NodeAttributes, Object>> view(String name) {
    return switch (name) {
      case "basic" -> BASIC;
      case "owner" -> OWNER;
      case "posix" -> {
        Map<String, Function<NodeAttributes, Object>> all = new LinkedHashMap<>();
        List.of(BASIC, OWNER, POSIX).forEach(all::putAll);
        yield all;
      }
      default -> throw new UnsupportedOperationException("there is no view '" + name + "'");
    };
  }
}
