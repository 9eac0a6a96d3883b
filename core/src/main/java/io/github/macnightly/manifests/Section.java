package io.github.macnightly.manifests;

import java.util.List;
import java.util.Map;

/**
 * A manifest, or a conditional item, which has the same keys and a condition.
 *
 * @param path where in the manifest it stands; empty for the manifest itself
 * @param rule its condition; null for the manifest itself
 * @param catalogs its own ones, often none
 * @param included the manifests that it includes
 * @param conditions its conditional items, without those that have no condition
 * @param lists its items
 */
record Section(
    String path,
    Rule rule,
    List<String> catalogs,
    List<Entry> included,
    List<Section> conditions,
    Map<ListKey, List<Entry>> lists) {

  /** Returns where the condition stands. */
  String conditionPath() {
    return path + ".condition";
  }
}
