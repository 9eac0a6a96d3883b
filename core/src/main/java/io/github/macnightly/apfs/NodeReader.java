package io.github.macnightly.apfs;

import java.io.IOException;

/** Finds the block of a tree's node; trees differ in what their identifiers mean. */
@FunctionalInterface
interface NodeReader {

  /**
   * Reads a node, decrypts it and checks its checksum and identifier, if it has them.
   *
   * @throws io.github.macnightly.io.CorruptException when there is no such node or it is damaged
   */
  StoredObject read(long id) throws IOException;

  /** Returns the reader of trees whose identifiers are block numbers. */
  static NodeReader physical(Blocks blocks) {
    return block -> {
      StoredObject node = StoredObject.read(blocks, block);
      if (node.id() != block) {
        throw node.corrupt("calls itself block " + node.id());
      }
      return node;
    };
  }
}
