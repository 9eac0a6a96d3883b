package io.github.macnightly.hfsclassic;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A B-tree file. Nodes are small and read anew each time, so that nothing is kept or locked. */
final class Tree {

  /** A tree without records. */
  static final Tree EMPTY = new Tree(Source.of(new byte[0]), "empty tree", 0, 0);

  private static final int ROOT_FIELD = Node.DESCRIPTOR + 2;
  private static final int NODE_SIZE_FIELD = Node.DESCRIPTOR + 18;

  private final Source file;
  private final String name;
  private final int longestKey;
  private final long root;

  private Tree(Source file, String name, int longestKey, long root) {
    this.file = file;
    this.name = name;
    this.longestKey = longestKey;
    this.root = root;
  }

  /**
   * Opens a tree by its header node.
   *
   * @param name what to call the tree in messages
   * @param longestKey bytes that each key of an index takes
   */
  static Tree open(Source file, String name, int longestKey) throws IOException {
    if (file.size() < Node.SIZE) {
      throw new CorruptException(
          ClassicVolume.FORMAT, -1, name + " has " + file.size() + " bytes, wanted " + Node.SIZE);
    }
    ByteBuffer header = file.read(0, Node.SIZE);
    int nodeSize = header.getShort(NODE_SIZE_FIELD) & 0xffff;
    if (nodeSize != Node.SIZE) {
      throw new CorruptException(
          ClassicVolume.FORMAT,
          NODE_SIZE_FIELD,
          name + " has nodes of " + nodeSize + " bytes, wanted " + Node.SIZE);
    }
    return new Tree(file, name, longestKey, Integer.toUnsignedLong(header.getInt(ROOT_FIELD)));
  }

  /**
   * Returns all records, neighbours in the tree, whose keys count as equal.
   *
   * @param limit how many there may be
   */
  List<Item> range(KeyOrder order, int limit) throws IOException {
    List<Item> found = new ArrayList<>();
    Set<Long> visited = new HashSet<>();
    long number = root == 0 ? 0 : leaf(order);
    while (number != 0) {
      Node leaf = node(number);
      leaf.requireLeaf();
      if (!visited.add(number)) {
        throw leaf.corrupt("of the " + name + " comes after itself, a loop");
      }
      // An empty leaf that follows another would let a walk go on without finding anything.
      if (leaf.size() == 0 && visited.size() > 1) {
        throw leaf.corrupt("of the " + name + " is a leaf without records");
      }
      boolean more = collect(leaf, visited.size() > 1, order, found);
      if (found.size() > limit) {
        throw new LimitExceededException(
            ClassicVolume.FORMAT, -1, "number of records of one kind in the " + name, limit);
      }
      number = more ? leaf.next() : 0;
    }
    return found;
  }

  /** Takes what is equal from a leaf; returns whether the next one may hold more. */
  private boolean collect(Node leaf, boolean later, KeyOrder order, List<Item> found)
      throws CorruptException {
    for (int i = 0; i < leaf.size(); i++) {
      Item item = leaf.item(i, 0);
      int compared = order.compare(item);
      if (compared > 0) {
        return false;
      }
      if (compared < 0 && (later || !found.isEmpty())) {
        throw leaf.corrupt("of the " + name + " has keys that go backwards");
      }
      if (compared == 0) {
        found.add(item);
      }
    }
    return true;
  }

  /** Returns the leaf from which on equal records can be; heights fall, so a descent ends. */
  private long leaf(KeyOrder order) throws IOException {
    long number = root;
    Node node = node(number);
    while (node.isIndex()) {
      number = descend(node, order);
      Node child = node(number);
      if (child.height() != node.height() - 1) {
        throw child.corrupt(
            "of the %s has height %d below height %d"
                .formatted(name, child.height(), node.height()));
      }
      node = child;
    }
    return number;
  }

  /** Returns the child before the first whose first key is not less. */
  private long descend(Node node, KeyOrder order) throws CorruptException {
    if (node.size() == 0) {
      throw node.corrupt("of the " + name + " is an index without records");
    }
    int child = 0;
    while (child + 1 < node.size() && order.compare(node.item(child + 1, longestKey)) < 0) {
      child++;
    }
    Item pointer = node.item(child, longestKey);
    pointer.requireData(4);
    return Integer.toUnsignedLong(pointer.node().getInt(pointer.data()));
  }

  private Node node(long number) throws IOException {
    long nodes = file.size() / Node.SIZE;
    if (number >= nodes) {
      throw new CorruptException(
          ClassicVolume.FORMAT,
          -1,
          "B-tree node %d is outside of the %s of %d nodes".formatted(number, name, nodes));
    }
    return new Node(number, file.read(number * Node.SIZE, Node.SIZE));
  }

  /** Says how the key of a record compares with the ones that are looked for. */
  @FunctionalInterface
  interface KeyOrder {
    /** Returns less than 0 when the key comes before the wanted ones, 0 when it is one of them. */
    int compare(Item item) throws CorruptException;
  }

  /** A record: where its key, without the length, and its data lie in the node, in bytes. */
  record Item(ByteBuffer node, int key, int keyLength, int data, int dataLength) {

    void requireKey(int length) throws CorruptException {
      require("key", keyLength, length);
    }

    void requireData(int length) throws CorruptException {
      require("record", dataLength, length);
    }

    private static void require(String what, int got, int wanted) throws CorruptException {
      if (got < wanted) {
        throw new CorruptException(
            ClassicVolume.FORMAT, -1, "%s has %d bytes, wanted %d".formatted(what, got, wanted));
      }
    }
  }
}
