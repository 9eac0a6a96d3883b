package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The ring of checkpoint descriptors: among other blocks a superblock for each of the last
 * transactions. Block 0 holds a copy that may be older than all of them.
 */
final class Checkpoints {

  /** Blocks in a ring; containers of many terabytes have some hundreds. */
  private static final int MAX_DESCRIPTORS = 1 << 14;

  private Checkpoints() {}

  /**
   * Returns the superblock of the newest transaction that was written whole.
   *
   * @throws CorruptException when there is none
   */
  static ContainerSuperblock newest(Source partition) throws IOException {
    int blockSize = ContainerSuperblock.blockSize(partition);
    Blocks all = new Blocks(partition, blockSize, partition.size() / blockSize);
    StoredObject first = new StoredObject(0, all.read(0));
    ContainerSuperblock newest = null;
    for (long block : descriptors(all, ContainerSuperblock.of(first))) {
      ContainerSuperblock candidate = superblock(all, block);
      boolean newer =
          candidate != null
              && (newest == null
                  || Long.compareUnsigned(candidate.transaction(), newest.transaction()) > 0);
      newest = newer ? candidate : newest;
    }
    return newest != null ? newest : ContainerSuperblock.of(first.verified());
  }

  /** Returns the superblock at a block, or null when something else or only a part is there. */
  private static ContainerSuperblock superblock(Blocks blocks, long block) throws IOException {
    try {
      ByteBuffer bytes = blocks.read(block);
      if (bytes.getInt(ContainerSuperblock.MAGIC_AT) != ContainerSuperblock.MAGIC) {
        return null;
      }
      return ContainerSuperblock.of(new StoredObject(block, bytes).verified());
    } catch (FormatException e) {
      return null;
    }
  }

  private static List<Long> descriptors(Blocks blocks, ContainerSuperblock first)
      throws IOException {
    List<Long> descriptors = new ArrayList<>();
    if (first.contiguous()) {
      add(descriptors, first.descriptors());
      return descriptors;
    }
    BTree tree =
        BTree.open(
            NodeReader.physical(blocks), new NodeCache(blocks.size()), first.descriptors().start());
    BTreeCursor cursor = tree.seek(KeyOrder.beforeAll());
    for (; cursor.onRecord(); cursor.advance()) {
      ByteBuffer value = cursor.node().value(cursor.record(), 16);
      add(descriptors, new BlockRange(value.getLong(0), value.getLong(8)));
    }
    return descriptors;
  }

  private static void add(List<Long> descriptors, BlockRange range) throws IOException {
    if (range.count() < 0 || range.count() > MAX_DESCRIPTORS - descriptors.size()) {
      throw new LimitExceededException(
          ApfsContainer.FORMAT, 104, "number of checkpoint descriptors", MAX_DESCRIPTORS);
    }
    for (long i = 0; i < range.count(); i++) {
      descriptors.add(range.start() + i);
    }
  }
}
