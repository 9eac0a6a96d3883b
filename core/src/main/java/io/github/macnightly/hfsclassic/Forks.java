package io.github.macnightly.hfsclassic;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.util.List;

/** Opens forks, with the help of the extents overflow tree where three extents do not suffice. */
final class Forks {

  static final int DATA = 0;
  static final int RESOURCE = 0xff;
  private static final long EXTENTS_FILE = 3;
  private static final int KEY = 7;

  private final Source volume;
  private final MasterDirectoryBlock block;
  private final Tree overflow;

  private Forks(Source volume, MasterDirectoryBlock block, Tree overflow) {
    this.volume = volume;
    this.block = block;
    this.overflow = overflow;
  }

  static Forks open(Source volume, MasterDirectoryBlock block) throws IOException {
    Forks alone = new Forks(volume, block, Tree.EMPTY);
    if (block.extents().size() == 0) {
      return alone;
    }
    Source file = alone.open(block.extents(), EXTENTS_FILE, DATA);
    return new Forks(volume, block, Tree.open(file, "extents overflow file", KEY));
  }

  /**
   * Opens a fork.
   *
   * @param id the catalog number of the file
   * @param kind {@link #DATA} or {@link #RESOURCE}
   * @throws CorruptException when its extents hold less than its size or leave the volume
   */
  Source open(Fork fork, long id, int kind) throws IOException {
    ForkSource source = new ForkSource();
    int blocks = append(source, fork.extents(), fork.size());
    requireBlocks(id, blocks);
    while (source.size() < fork.size()) {
      int[] more = overflow(id, kind, blocks);
      if (more.length == 0) {
        throw new CorruptException(
            ClassicVolume.FORMAT,
            -1,
            "file %d has %d bytes, but no extent for its block %d"
                .formatted(id, fork.size(), blocks));
      }
      blocks += append(source, more, fork.size());
      requireBlocks(id, blocks);
    }
    return source;
  }

  /** Extents that overlap could make a small volume hold large files. */
  private void requireBlocks(long id, int blocks) throws CorruptException {
    if (blocks > block.blocks()) {
      throw new CorruptException(
          ClassicVolume.FORMAT,
          -1,
          "file %d has more than the %d blocks of the volume".formatted(id, block.blocks()));
    }
  }

  /** Returns where a fork starts on the volume, in bytes; 0 for an empty one. */
  long place(Fork fork) {
    boolean nowhere = fork.size() == 0 || fork.extents().length == 0;
    return nowhere ? 0 : offset(fork.extents()[0]);
  }

  private long offset(int number) {
    return block.start() + number * block.blockSize();
  }

  /** Appends extents, as many as the fork still needs; returns how many blocks all of them have. */
  private int append(ForkSource source, int[] pairs, long needed) throws CorruptException {
    int blocks = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      blocks += pairs[i + 1];
      long length = Math.min(pairs[i + 1] * block.blockSize(), needed - source.size());
      if (length > 0) {
        source.append(piece(pairs[i], pairs[i + 1], length));
      }
    }
    return blocks;
  }

  private Source piece(int first, int count, long length) throws CorruptException {
    if (first > block.blocks() - count || offset(first) > volume.size() - length) {
      throw new CorruptException(
          ClassicVolume.FORMAT,
          offset(first),
          "extent %d+%d is outside of the volume of %d blocks and %d bytes"
              .formatted(first, count, block.blocks(), volume.size()));
    }
    return volume.slice(offset(first), length);
  }

  private int[] overflow(long id, int kind, int number) throws IOException {
    List<Tree.Item> found = overflow.range(item -> compare(item, id, kind, number), 1);
    if (found.isEmpty()) {
      return new int[0];
    }
    found.get(0).requireData(Fork.EXTENTS_BYTES);
    return Fork.extents(found.get(0).node(), found.get(0).data());
  }

  /** Keys are a fork, a file and the block of the fork that comes first; the file counts most. */
  private static int compare(Tree.Item item, long id, int kind, int number)
      throws CorruptException {
    item.requireKey(KEY);
    int byFile = Long.compare(Integer.toUnsignedLong(item.node().getInt(item.key() + 1)), id);
    if (byFile != 0) {
      return byFile;
    }
    int byKind = Integer.compare(item.node().get(item.key()) & 0xff, kind);
    return byKind != 0
        ? byKind
        : Integer.compare(item.node().getShort(item.key() + 5) & 0xffff, number);
  }
}
