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
 * @param leftOut whether it is not to be done after all: a removal while a part of the manifests is
 *     lost, for that part may be the one that keeps the item
 */
public record Decision(
    String item,
    Action action,
    ListKey list,
    String manifest,
    String keyPath,
    List<String> conditions,
    List<String> via,
    List<String> catalogs,
    boolean leftOut) {

  /** Returns the same, left out if it is a removal. */
  Decision withoutRemoval() {
    return new Decision(
        item,
        action,
        list,
        manifest,
        keyPath,
        conditions,
        via,
        catalogs,
        leftOut || action == Action.REMOVE);
  }

  /** Returns whether something is to be done. */
  public boolean isTask() {
    return action.isTask() && !leftOut;
  }

  /** Returns it in the language of package lists; what is not to be done is a comment. */
  public String line() {
    String line = (isTask() ? "" : "# ") + action + " " + item;
    return leftOut ? line + ": left out, the manifest is incomplete" : line;
  }
}
