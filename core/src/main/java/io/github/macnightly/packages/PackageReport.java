package io.github.macnightly.packages;

import io.github.macnightly.repository.Problem;
import java.util.List;

/**
 * What a package update did.
 *
 * @param items each item that the list names, in the order of the list
 * @param problems lines of the list and of the index that could not be used
 */
public record PackageReport(List<ItemResult> items, List<Problem> problems) {

  /** Tells whether an item failed or a line could not be used. */
  public boolean failed() {
    return !problems.isEmpty() || count(ItemResult.Outcome.FAILED) > 0;
  }

  /** Counts the items of an outcome. */
  public long count(ItemResult.Outcome outcome) {
    return items.stream().filter(item -> item.outcome() == outcome).count();
  }
}
