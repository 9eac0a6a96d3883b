package io.github.macnightly.hfs;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Walks along the leaves of a B-tree and refuses to visit one twice. */
final class BTreeCursor {

  private final BTree tree;
  private final Set<Long> visited = new HashSet<>();
  private BTreeNode node;
  private int index;
  private BTreeRecord record;

  /** Stands before a record of a leaf; the node is null in an empty tree. */
  BTreeCursor(BTree tree, BTreeNode node, int index) {
    this.tree = tree;
    this.node = node;
    this.index = index;
  }

  /** Moves to the next record; returns false after the last. */
  boolean next() throws IOException {
    while (node != null && index >= node.size()) {
      nextNode();
    }
    if (node == null) {
      return false;
    }
    record = node.record(index++, 0);
    return true;
  }

  private void nextNode() throws IOException {
    visited.add(node.number());
    long next = node.next();
    if (visited.contains(next)) {
      throw BTreeNode.corrupt(node.number(), "is followed by node " + next + ", a loop");
    }
    node = next == 0 ? null : tree.node(next);
    index = 0;
    if (node != null) {
      tree.requireLeaf(node);
      if (node.size() == 0) {
        // Many of these before every directory would make each listing walk over all of them.
        throw BTreeNode.corrupt(next, "is a leaf without records among others");
      }
    }
  }

  /** Returns the record that {@link #next} moved to. */
  BTreeRecord record() {
    return record;
  }
}
