package io.github.macnightly.apfs;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The nodes that all trees of a container read last. Safe for use by several threads at once; one
 * cache serves all, so that many volumes do not take more memory than one.
 */
final class NodeCache {

  private static final int BYTES = 8 << 20;

  private final Map<Key, BTreeNode> nodes;

  NodeCache(int blockSize) {
    nodes = new Recent(BYTES / blockSize);
  }

  /**
   * Which node of which tree.
   *
   * @param tree compared by identity
   */
  private record Key(BTree tree, long id) {}

  /** Returns a node, or null when it is not here. */
  synchronized BTreeNode get(BTree tree, long id) {
    return nodes.get(new Key(tree, id));
  }

  synchronized void put(BTree tree, long id, BTreeNode node) {
    nodes.put(new Key(tree, id), node);
  }

  /** Forgets the node that was used longest ago. */
  private static final class Recent extends LinkedHashMap<Key, BTreeNode> {

    private static final long serialVersionUID = 1L;

    private final int capacity;

    Recent(int capacity) {
      super(16, 0.75f, true);
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, BTreeNode> eldest) {
      return size() > capacity;
    }
  }
}
