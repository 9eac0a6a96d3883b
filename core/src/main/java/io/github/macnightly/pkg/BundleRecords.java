package io.github.macnightly.pkg;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.xml.XmlElement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the bundles of a {@code PackageInfo}: records at its top, and lists below it that name
 * records by {@code id}. Older packages have the records themselves in the lists, {@code path} and
 * all.
 */
final class BundleRecords {

  private static final Map<String, BundleRecord.Rule> LISTS =
      Map.of(
          "bundle-version", BundleRecord.Rule.CHECK_VERSION,
          "upgrade-bundle", BundleRecord.Rule.REPLACE,
          "update-bundle", BundleRecord.Rule.MERGE,
          "atomic-update-bundle", BundleRecord.Rule.MERGE_AT_ONCE,
          "strict-identifier", BundleRecord.Rule.SAME_IDENTIFIER,
          "relocate", BundleRecord.Rule.RELOCATE);

  private final String where;
  private final Map<String, XmlElement> byPath = new LinkedHashMap<>();
  private final Map<String, Set<BundleRecord.Rule>> rules = new HashMap<>();

  private BundleRecords(String where) {
    this.where = where;
  }

  static List<BundleRecord> read(XmlElement root, String where) throws FormatException {
    BundleRecords records = new BundleRecords(where);
    records.add(root);
    for (Map.Entry<String, BundleRecord.Rule> list : LISTS.entrySet()) {
      for (XmlElement element : root.children(list.getKey())) {
        records.add(element);
        element.children("bundle").forEach(bundle -> records.rule(key(bundle), list.getValue()));
      }
    }
    List<BundleRecord> found = new ArrayList<>();
    for (Map.Entry<String, XmlElement> one : records.byPath.entrySet()) {
      found.add(records.record(one.getKey(), one.getValue()));
    }
    return List.copyOf(found);
  }

  /** The first record of a path counts; those at the top come first, since they tell more. */
  private void add(XmlElement parent) throws FormatException {
    for (XmlElement bundle : parent.children("bundle")) {
      String path = bundle.attribute("path");
      if (path != null) {
        byPath.putIfAbsent(PackagePaths.relative(path, "bundle", where), bundle);
      }
    }
  }

  private void rule(String key, BundleRecord.Rule rule) {
    rules.computeIfAbsent(key, k -> EnumSet.noneOf(BundleRecord.Rule.class)).add(rule);
  }

  private static String key(XmlElement bundle) {
    return bundle.attributes().getOrDefault("id", bundle.attributeOrEmpty("CFBundleIdentifier"));
  }

  private BundleRecord record(String path, XmlElement bundle) {
    return new BundleRecord(
        path,
        bundle.attributes().getOrDefault("CFBundleIdentifier", bundle.attributeOrEmpty("id")),
        bundle.attributeOrEmpty("CFBundleShortVersionString"),
        bundle.attributeOrEmpty("CFBundleVersion"),
        rules.getOrDefault(key(bundle), Set.of()));
  }
}
