package io.github.macnightly.host;

import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Name, version and build of the operating system, as its own files say.
 *
 * @param name the name of the system
 * @param version its version, may be empty
 * @param build its build, may be empty
 */
record SystemVersion(String name, String version, String build) {

  private static final String CORE_SERVICES = "System/Library/CoreServices/";
  private static final String MAC = CORE_SERVICES + "SystemVersion.plist";
  private static final String MAC_UNMASKED = CORE_SERVICES + ".SystemVersionPlatform.plist";
  private static final List<String> OTHER = List.of("etc/os-release", "usr/lib/os-release");
  private static final int LIMIT = 1 << 20;

  static boolean isMac(Path root) {
    return Files.isRegularFile(root.resolve(MAC));
  }

  /**
   * Reads what macOS says about itself.
   *
   * @param masked whether another file is shown under the usual name
   */
  static SystemVersion ofMac(Path root, boolean masked) {
    Path unmasked = root.resolve(MAC_UNMASKED);
    Path file = masked && Files.isRegularFile(unmasked) ? unmasked : root.resolve(MAC);
    Map<String, Object> plist = Map.of();
    try {
      plist = PropertyLists.readDictionary(bytes(file), file.toString());
    } catch (IOException e) {
      return new SystemVersion("macOS", "", ""); // What cannot be read is not known.
    }
    return new SystemVersion(
        text(plist, "ProductName", "macOS"),
        text(plist, "ProductVersion", ""),
        text(plist, "ProductBuildVersion", ""));
  }

  private static String text(Map<String, Object> plist, String key, String otherwise) {
    return plist.get(key) instanceof String text ? text : otherwise;
  }

  private static byte[] bytes(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(LIMIT);
    }
  }

  /**
   * Reads what another system says about itself, in os-release(5): shell assignments.
   *
   * @param otherwise the name of a system that says nothing
   */
  static SystemVersion ofOther(Path root, String otherwise) {
    for (String name : OTHER) {
      try {
        Map<String, String> values =
            assignments(new String(bytes(root.resolve(name)), StandardCharsets.UTF_8));
        return new SystemVersion(
            values.getOrDefault("NAME", otherwise),
            values.getOrDefault("VERSION_ID", ""),
            values.getOrDefault("BUILD_ID", ""));
      } catch (IOException e) {
        continue; // The next place may have it.
      }
    }
    return new SystemVersion(otherwise, "", "");
  }

  private static Map<String, String> assignments(String text) {
    Map<String, String> values = new HashMap<>();
    for (String line : text.lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      if (equals > 0 && line.charAt(0) != '#') {
        values.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    boolean quoted =
        last > 0 && value.charAt(0) == value.charAt(last) && "\"'".indexOf(value.charAt(0)) >= 0;
    String inner = quoted ? value.substring(1, last) : value;
    return inner.replaceAll("\\\\([\"$`\\\\])", "$1");
  }
}
