package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A B-tree. Safe for use by several threads at once. */
final class BTree {

  /** The largest containers there are get along with six levels. */
  private static final int MAX_LEVEL = 15;

  private final NodeReader nodes;
  private final NodeCache cache;
  private final Seal seal;
  private final long rootId;
  private final BTreeNode root;

  private BTree(NodeReader nodes, NodeCache cache, Seal seal, long rootId) throws IOException {
    this.nodes = nodes;
    this.cache = cache;
    this.seal = seal;
    this.rootId = rootId;
    this.root = BTreeNode.root(nodes.read(rootId));
  }

  /** Opens a tree by the identifier of its root. */
  static BTree open(NodeReader nodes, NodeCache cache, long root) throws IOException {
    return openSealed(nodes, cache, Seal.NONE, root);
  }

  /** Opens a tree whose nodes are checked against the hashes above them. */
  static BTree openSealed(NodeReader nodes, NodeCache cache, Seal seal, long root)
      throws IOException {
    BTree tree = new BTree(nodes, cache, seal, root);
    if (tree.root.level() > MAX_LEVEL) {
      throw new LimitExceededException(
          ApfsContainer.FORMAT, -1, "tree of " + tree.root.level() + " levels", MAX_LEVEL);
    }
    seal.checkRoot(tree.root);
    return tree;
  }

  /**
   * Returns a cursor before the first record whose key is not less. Several keys may be equal as
   * far as the order looks, so the way down leads to before the first of them.
   */
  BTreeCursor seek(KeyOrder order) throws IOException {
    BTreeCursor cursor = new BTreeCursor(this, root);
    while (!cursor.node().isLeaf()) {
      cursor.descend(Math.max(0, firstNotLess(cursor.node(), order) - 1));
    }
    cursor.place(firstNotLess(cursor.node(), order));
    return cursor;
  }

  /** Returns a cursor on the last record whose key is not greater, or on none. */
  BTreeCursor floor(KeyOrder order) throws IOException {
    BTreeCursor cursor = new BTreeCursor(this, root);
    while (!cursor.node().isLeaf()) {
      cursor.descend(Math.max(0, lastNotGreater(cursor.node(), order)));
    }
    int record = lastNotGreater(cursor.node(), order);
    cursor.place(record);
    if (record < 0) {
      cursor.stepBack();
    }
    return cursor;
  }

  private static int firstNotLess(BTreeNode node, KeyOrder order) throws CorruptException {
    int low = 0;
    int high = node.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(node, middle) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int lastNotGreater(BTreeNode node, KeyOrder order) throws CorruptException {
    int low = 0;
    int high = node.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(node, middle) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** Returns the node below a record; levels fall by one with every step, so a descent ends. */
  BTreeNode child(BTreeNode parent, int record) throws IOException {
    if (record >= parent.size()) {
      throw parent.corrupt("is an index without records");
    }
    ByteBuffer value = parent.value(record, 8);
    long id = value.getLong(0) + (parent.isHashed() ? rootId : 0);
    BTreeNode node = cache.get(this, id);
    if (node == null) {
      node = BTreeNode.below(root, nodes.read(id));
      seal.check(node, value.slice(8, value.capacity() - 8));
      cache.put(this, id, node);
    }
    if (node.level() != parent.level() - 1) {
      throw node.corrupt("has level " + node.level() + " below level " + parent.level());
    }
    return node;
  }
}
