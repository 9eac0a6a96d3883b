package io.github.macnightly.manifests;

import io.github.macnightly.text.Nearest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys that mean something in a manifest: {@code catalogs}, {@code included_manifests}, {@code
 * conditional_items} and the six lists of items, in a conditional item {@code condition} besides.
 *
 * <p>Tools and people put remarks beside them, such as {@code display_name}, {@code user}, {@code
 * notes} and {@code _metadata}. So an unknown key is told only where something was meant by it: it
 * is spelt nearly like a known one, or holds a list, which no remark does.
 */
final class ManifestKeys {

  private static final String CONDITION = "condition";
  private static final List<String> OTHERS =
      List.of("catalogs", "included_manifests", "conditional_items");
  private static final Set<String> REMARKS =
      Set.of("_metadata", "admin_notes", "display_name", "name", "notes", "user");

  /** Keys that only pkginfo files have; those have {@code catalogs}, too. */
  private static final Set<String> PACKAGE =
      Set.of("installable_condition", "installer_item_location", "installer_type", "version");

  private ManifestKeys() {}

  private static Set<String> known(boolean conditional) {
    Set<String> known = new LinkedHashSet<>();
    Stream<String> lists = Arrays.stream(ListKey.values()).map(ListKey::key);
    Stream.concat(OTHERS.stream(), lists).forEach(known::add);
    if (conditional) {
      known.add(CONDITION);
    }
    return known;
  }

  /**
   * Tells what is wrong with a key.
   *
   * @param conditional whether it stands in a conditional item
   * @return empty when there is nothing to say
   */
  static String objection(Object key, Object value, boolean conditional) {
    String name = String.valueOf(key);
    Set<String> known = known(conditional);
    if (known.contains(name) || REMARKS.contains(name) || name.startsWith("_")) {
      return "";
    }
    if (name.equals(CONDITION)) {
      return "means nothing here: only conditional_items have a condition";
    }
    String advice = Nearest.advice(name, known);
    return advice.isEmpty() && !(value instanceof List)
        ? ""
        : "is no key of a " + (conditional ? "conditional item" : "manifest") + advice;
  }

  /** Tells whether a document is a manifest rather than a pkginfo file, facts or something else. */
  static boolean isManifest(Map<?, ?> root) {
    return root.keySet().stream().noneMatch(PACKAGE::contains)
        && root.keySet().stream()
            .map(String::valueOf)
            .anyMatch(key -> known(false).contains(key) || isNear(key));
  }

  private static boolean isNear(String key) {
    return !REMARKS.contains(key) && !Nearest.advice(key, known(false)).isEmpty();
  }
}
