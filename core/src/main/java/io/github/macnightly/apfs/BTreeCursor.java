package io.github.macnightly.apfs;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * A place in a B-tree and the way to it from the root: nodes do not know their neighbours. It
 * refuses to visit a node twice, for a damaged index may lead to one node from many places.
 */
final class BTreeCursor {

  private final BTree tree;
  private final BTreeNode[] path;
  private final int[] records;
  private final Set<Long> visited = new HashSet<>();
  private int depth;

  /** Stands at the root. */
  BTreeCursor(BTree tree, BTreeNode root) {
    this.tree = tree;
    this.path = new BTreeNode[root.level() + 1];
    this.records = new int[root.level() + 1];
    path[0] = root;
  }

  BTreeNode node() {
    return path[depth];
  }

  /** Returns the record in {@link #node} that {@link #next} moved to. */
  int record() {
    return records[depth];
  }

  /** Goes down from a record of an index. */
  void descend(int record) throws IOException {
    records[depth] = record;
    BTreeNode child = tree.child(node(), record);
    depth++;
    path[depth] = child;
  }

  /** Stands at a record of the leaf. */
  void place(int record) {
    records[depth] = record;
  }

  /** Returns whether the cursor stands at a record, going on to the next leaf if it has to. */
  boolean onRecord() throws IOException {
    while (records[depth] >= node().size()) {
      if (!nextLeaf()) {
        return false;
      }
    }
    return records[depth] >= 0;
  }

  /** Goes to the next record, which {@link #onRecord} says is there or not. */
  void advance() {
    records[depth]++;
  }

  private boolean nextLeaf() throws IOException {
    int leaf = depth;
    do {
      if (depth == 0) {
        depth = leaf;
        return false;
      }
      visited.add(node().address());
      depth--;
      records[depth]++;
    } while (records[depth] >= node().size());
    while (depth < leaf) {
      descend(records[depth]);
      if (visited.contains(node().address())) {
        throw node().corrupt("is reached twice, a loop");
      }
      records[depth] = 0;
    }
    return true;
  }

  /**
   * Goes from before the first record of a leaf to the last of the leaf before, if there is one: an
   * index may name a smaller key than the leaf still holds.
   */
  void stepBack() throws IOException {
    int leaf = depth;
    int up = depth - 1;
    while (up >= 0 && records[up] == 0) {
      up--;
    }
    if (up < 0) {
      return;
    }
    depth = up;
    records[depth]--;
    while (depth < leaf) {
      descend(records[depth]);
      records[depth] = node().size() - 1;
    }
  }
}
