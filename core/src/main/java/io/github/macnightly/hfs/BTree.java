package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A B-tree file. Safe for use by several threads; a bounded number of nodes is kept. */
final class BTree {

  private static final int CACHE_BYTES = 4 << 20;
  private static final int MIN_NODE = 512;
  private static final int MAX_NODE = 32768;
  private static final int VARIABLE_INDEX_KEYS = 4;
  private static final int BINARY_COMPARE = 0xBC;

  private final Source file;
  private final String name;
  private final ByteBuffer header;
  private final int nodeSize;
  private final Map<Long, BTreeNode> cache;

  private BTree(Source file, String name, ByteBuffer header, int nodeSize) {
    this.file = file;
    this.name = name;
    this.header = header;
    this.nodeSize = nodeSize;
    this.cache = new NodeCache(CACHE_BYTES / nodeSize);
  }

  /**
   * Opens a tree by its header node.
   *
   * @param name what to call the tree in messages
   */
  static BTree open(Source file, String name) throws IOException {
    if (file.size() < MIN_NODE) {
      throw new CorruptException(
          HfsVolume.FORMAT, -1, name + " has " + file.size() + " bytes, wanted " + MIN_NODE);
    }
    ByteBuffer node = file.read(0, MIN_NODE);
    ByteBuffer header = node.slice(BTreeNode.DESCRIPTOR, 106);
    int nodeSize = header.getShort(18) & 0xffff;
    boolean powerOfTwo = Integer.bitCount(nodeSize) == 1;
    if (nodeSize < MIN_NODE || nodeSize > MAX_NODE || !powerOfTwo || nodeSize > file.size()) {
      throw new CorruptException(
          HfsVolume.FORMAT, BTreeNode.DESCRIPTOR + 18, name + " has nodes of " + nodeSize);
    }
    return new BTree(file, name, header, nodeSize);
  }

  /** Returns whether names are compared without folding; only an HFSX volume may say so. */
  boolean comparesBinary() {
    return (header.get(37) & 0xff) == BINARY_COMPARE;
  }

  /** Returns the record whose key is equal. */
  Optional<BTreeRecord> find(KeyOrder order) throws IOException {
    BTreeCursor cursor = seek(order);
    boolean found = cursor.next() && order.compare(cursor.record()) == 0;
    return found ? Optional.of(cursor.record()) : Optional.empty();
  }

  /** Returns a cursor before the first record whose key is not less. */
  BTreeCursor seek(KeyOrder order) throws IOException {
    long number = Integer.toUnsignedLong(header.getInt(2));
    if (number == 0) {
      return new BTreeCursor(this, null, 0);
    }
    BTreeNode node = node(number);
    while (node.isIndex()) {
      node = descend(node, order);
    }
    requireLeaf(node);
    return new BTreeCursor(this, node, firstNotLess(node, order, 0));
  }

  /** Heights fall by one with every step, so a descent ends. */
  private BTreeNode descend(BTreeNode node, KeyOrder order) throws IOException {
    int fixed = fixedIndexKey();
    if (node.size() == 0) {
      throw BTreeNode.corrupt(node.number(), "of the " + name + " is an index without records");
    }
    int next = firstNotLess(node, order, fixed);
    boolean equal = next < node.size() && order.compare(node.record(next, fixed)) == 0;
    BTreeRecord record = node.record(equal ? next : Math.max(0, next - 1), fixed);
    record.requireData(4);
    BTreeNode child = node(record.dataUnsignedInt(0));
    if (child.height() != node.height() - 1) {
      throw BTreeNode.corrupt(
          child.number(),
          "of the %s has height %d below height %d".formatted(name, child.height(), node.height()));
    }
    return child;
  }

  private int firstNotLess(BTreeNode node, KeyOrder order, int fixed) throws IOException {
    int low = 0;
    int high = node.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(node.record(middle, fixed)) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  void requireLeaf(BTreeNode node) throws CorruptException {
    if (!node.isLeaf()) {
      throw BTreeNode.corrupt(node.number(), "of the " + name + " is no leaf, but is used as one");
    }
  }

  private int fixedIndexKey() {
    boolean variable = (header.getInt(38) & VARIABLE_INDEX_KEYS) != 0;
    return variable ? 0 : header.getShort(20) & 0xffff;
  }

  BTreeNode node(long number) throws IOException {
    synchronized (cache) {
      BTreeNode node = cache.get(number);
      if (node != null) {
        return node;
      }
    }
    if (number > file.size() / nodeSize - 1) {
      throw BTreeNode.corrupt(
          number, "is outside of the " + name + " of " + file.size() / nodeSize + " nodes");
    }
    BTreeNode node = BTreeNode.of(number, file.read(number * nodeSize, nodeSize));
    synchronized (cache) {
      cache.put(number, node);
    }
    return node;
  }

  /** Says how the key of a record compares with the one that is looked for. */
  @FunctionalInterface
  interface KeyOrder {
    /** Returns less than 0 when the key of the record comes before the wanted one. */
    int compare(BTreeRecord record) throws CorruptException;
  }

  /** Forgets the node that was used longest ago. */
  private static final class NodeCache extends LinkedHashMap<Long, BTreeNode> {

    private static final long serialVersionUID = 1L;

    private final int capacity;

    NodeCache(int capacity) {
      super(16, 0.75f, true);
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, BTreeNode> eldest) {
      return size() > capacity;
    }
  }
}
