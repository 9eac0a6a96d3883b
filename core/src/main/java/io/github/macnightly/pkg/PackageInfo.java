package io.github.macnightly.pkg;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.xml.XmlElement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the {@code PackageInfo} of a flat component tells. Elements and attributes that are not
 * known are passed over: real packages have some.
 *
 * @param scripts in the order of the document
 * @param bundles in the order of the document
 */
record PackageInfo(
    String identifier,
    String version,
    String location,
    long installKBytes,
    List<ScriptEntry> scripts,
    List<BundleRecord> bundles,
    InstallRules rules) {

  /** Texts that say yes; all else says no. */
  private static final String YES = "(?i)true|yes|1";

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
        BundleRecords.read(root, where),
        rules(root, where));
  }

  private static long installKBytes(XmlElement root) {
    return root.children("payload").stream()
        .map(payload -> payload.attributeOrEmpty("installKBytes"))
        .filter(text -> text.matches("[0-9]{1,15}"))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  private static List<ScriptEntry> scripts(XmlElement root, String where) throws FormatException {
    List<ScriptEntry> scripts = new ArrayList<>();
    for (XmlElement list : root.children("scripts")) {
      for (XmlElement script : list.children()) {
        String file = script.attributes().getOrDefault("file", script.name());
        String path = PackagePaths.relative(file, "script", where);
        if (path.isEmpty()) {
          throw PackagePaths.corrupt(where, "script " + script.name() + " names no file");
        }
        scripts.add(new ScriptEntry(script.name(), path, script.attributeOrEmpty("component-id")));
      }
    }
    return List.copyOf(scripts);
  }

  private static InstallRules rules(XmlElement root, String where) throws FormatException {
    return new InstallRules(
        authorization(root.attributeOrEmpty("auth")),
        restart(root.attributeOrEmpty("postinstall-action")),
        is(root, "overwrite-permissions", false),
        is(root, "followSymLinks", false),
        is(root, "relocatable", false),
        true, // the version is checked for each bundle, not for the package
        false,
        is(root, "preserve-xattr", true),
        is(root, "useHFSPlusCompression", false),
        is(root, "deleteObsoleteLanguages", false),
        root.attributeOrEmpty("minimumSystemVersion").strip(),
        identifiers(root),
        paths(root, "dont-obsolete", where),
        paths(root, "install-at-startup", where));
  }

  private static boolean is(XmlElement root, String attribute, boolean absent) {
    String text = root.attributeOrEmpty(attribute).strip();
    return text.isEmpty() ? absent : text.matches(YES);
  }

  private static InstallRules.Authorization authorization(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "none" -> InstallRules.Authorization.NONE;
      case "admin" -> InstallRules.Authorization.ADMIN;
      default -> InstallRules.Authorization.ROOT;
    };
  }

  private static InstallRules.Restart restart(String text) {
    Map<String, InstallRules.Restart> known =
        Map.of(
            "logout", InstallRules.Restart.LOGOUT,
            "restart", InstallRules.Restart.RESTART,
            "shutdown", InstallRules.Restart.SHUTDOWN);
    return known.getOrDefault(text.strip().toLowerCase(Locale.ROOT), InstallRules.Restart.NONE);
  }

  /** Written as {@code must-close} with an {@code id}, or around elements that have one. */
  private static List<String> identifiers(XmlElement root) {
    List<String> found = new ArrayList<>();
    for (XmlElement list : root.children("must-close")) {
      found.add(list.attributeOrEmpty("id"));
      list.children().forEach(one -> found.add(one.attributeOrEmpty("id")));
    }
    return found.stream().filter(id -> !id.isEmpty()).toList();
  }

  private static List<String> paths(XmlElement root, String name, String where)
      throws FormatException {
    List<String> found = new ArrayList<>();
    for (XmlElement list : root.children(name)) {
      for (XmlElement file : list.children()) {
        String path = file.attributes().getOrDefault("path", file.text().toString()).strip();
        if (!path.isEmpty()) {
          found.add(PackagePaths.relative(path, name, where));
        }
      }
    }
    return found;
  }
}
