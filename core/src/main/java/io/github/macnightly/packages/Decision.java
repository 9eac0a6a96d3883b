package io.github.macnightly.packages;

import io.github.macnightly.repository.IndexEntry;

/**
 * What is to be done about one item, and why.
 *
 * @param name the item
 * @param step what is to be done
 * @param reason why, in words
 * @param entry where the item stands in the index; null for what is removed or was not found
 * @param line line of the package list
 */
public record Decision(String name, Step step, String reason, IndexEntry entry, int line) {

  /** What is to be done. */
  public enum Step {
    /** Fetch and install. */
    INSTALL,
    /** Take away. */
    REMOVE,
    /** Leave as it is. */
    LEAVE,
    /** Cannot be done: nothing in the repository matches, or the line contradicts another. */
    FAIL
  }
}
