package io.github.macnightly.manifests;

import java.util.List;

/**
 * What was decided about an item, and what put it there.
 *
 * @param item its name, perhaps with a version behind a hyphen
 * @param action what is to become of it
 * @param list the list that names it
 * @param manifest the manifest that holds the list
 * @param keyPath where in the manifest, such as {@code conditional_items[0].managed_installs[2]}
 * @param conditions the conditions on the way to it, all of which hold, the outermost first
 * @param via the manifests on the way to it, from the first one to the one that holds the list
 * @param catalogs the catalogs in which the item is to be looked for
 */
public record Decision(
    String item,
    Action action,
    ListKey list,
    String manifest,
    String keyPath,
    List<String> conditions,
    List<String> via,
    List<String> catalogs) {

  /** Returns it in the language of package lists; what is only offered is a comment. */
  public String line() {
    return (action.isTask() ? "" : "# ") + action + " " + item;
  }
}
