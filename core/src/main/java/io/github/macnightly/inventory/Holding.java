package io.github.macnightly.inventory;

import io.github.macnightly.state.InstalledItem;
import java.util.List;

/**
 * A package or application that is installed, with all that it brought.
 *
 * @param identifier of the package or application; the name of the item when a whole item is meant
 * @param version its version, empty when it is not known
 * @param item the item of ours that brought it, without its ledger; null when somebody else did
 * @param whole whether it is all of that item
 * @param receipts paths of Apple's receipts of it, from the root of the tree
 * @param paths what it brought; our ledger goes before Apple's Bom
 */
public record Holding(
    String identifier,
    String version,
    InstalledItem item,
    boolean whole,
    List<String> receipts,
    List<OwnedPath> paths) {

  /** Returns the name of the item that brought it, or null. */
  public String itemName() {
    return item == null ? null : item.name();
  }
}
