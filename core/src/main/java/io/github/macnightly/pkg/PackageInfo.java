package io.github.macnightly.pkg;

import io.github.macnightly.io.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the {@code PackageInfo} of a flat component tells. Elements and attributes that are not
 * known are passed over: real packages have some.
 *
 * @param scripts names of scripts with their paths in the archive of scripts
 * @param bundles paths of bundles, relative to the payload
 */
record PackageInfo(
    String identifier,
    String version,
    String location,
    long installKBytes,
    Map<String, String> scripts,
    List<String> bundles) {

  static PackageInfo read(byte[] bytes, String where) throws IOException {
    XmlElement root = XmlElement.read(bytes, "PackageInfo");
    if (!root.name().equals("pkg-info")) {
      throw PackagePaths.corrupt(where, "PackageInfo is a '" + root.name() + "', not a pkg-info");
    }
    String version = root.attributeOrEmpty("version");
    return new PackageInfo(
        PackagePaths.identifier(root.attributeOrEmpty("identifier"), where),
        version.isEmpty() ? "0" : version,
        PackagePaths.location(root.attribute("install-location"), where),
        installKBytes(root),
        scripts(root, where),
        bundles(root, where));
  }

  private static long installKBytes(XmlElement root) {
    return root.children("payload").stream()
        .map(payload -> payload.attributeOrEmpty("installKBytes"))
        .filter(text -> text.matches("[0-9]{1,15}"))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  private static Map<String, String> scripts(XmlElement root, String where) throws FormatException {
    Map<String, String> scripts = new LinkedHashMap<>();
    for (XmlElement list : root.children("scripts")) {
      for (XmlElement script : list.children()) {
        String file = script.attributes().getOrDefault("file", script.name());
        String path = PackagePaths.relative(file, "script", where);
        if (path.isEmpty()) {
          throw PackagePaths.corrupt(where, "script " + script.name() + " names no file");
        }
        scripts.putIfAbsent(script.name(), path);
      }
    }
    return scripts;
  }

  private static List<String> bundles(XmlElement root, String where) throws FormatException {
    List<String> bundles = new ArrayList<>();
    for (XmlElement bundle : root.children("bundle")) {
      String path = bundle.attribute("path");
      if (path != null) {
        bundles.add(PackagePaths.relative(path, "bundle", where));
      }
    }
    return List.copyOf(bundles);
  }
}
