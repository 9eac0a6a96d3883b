package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.util.Optional;

/** Opens forks, with the help of the extents overflow tree where eight extents do not suffice. */
final class Forks {

  static final int DATA = 0;
  static final int RESOURCE = 0xff;

  private final Source volume;
  private final VolumeHeader header;
  private final Optional<BTree> overflow;

  private Forks(Source volume, VolumeHeader header, Optional<BTree> overflow) {
    this.volume = volume;
    this.header = header;
    this.overflow = overflow;
  }

  static Forks open(Source volume, VolumeHeader header) throws IOException {
    Forks alone = new Forks(volume, header, Optional.empty());
    if (header.extents().size() == 0) {
      return alone;
    }
    Source file = alone.open(header.extents(), VolumeHeader.EXTENTS_FILE, DATA);
    return new Forks(volume, header, Optional.of(BTree.open(file, "extents overflow file")));
  }

  /**
   * Opens a fork.
   *
   * @param id the catalog number of the file
   * @param kind {@link #DATA} or {@link #RESOURCE}
   * @throws CorruptException when its extents hold less than its size or leave the volume
   */
  Source open(ForkData fork, long id, int kind) throws IOException {
    ExtentList extents = new ExtentList(header, volume.size());
    int[] first = fork.extents();
    extents.add(first, fork.size());
    long blocks = blocks(first);
    while (extents.end() < fork.size()) {
      int[] more = overflow(id, kind, blocks, fork.size());
      extents.add(more, fork.size());
      blocks += blocks(more);
    }
    return new ForkSource(volume, extents, fork.size());
  }

  /** Returns where a fork starts on the volume, in bytes; 0 for an empty one. */
  long place(ForkData fork) {
    return fork.firstBlock() * header.blockSize();
  }

  private int[] overflow(long id, int kind, long block, long size) throws IOException {
    int[] more = new int[0];
    if (overflow.isPresent()) {
      Optional<BTreeRecord> found = overflow.get().find(record -> compare(record, id, kind, block));
      if (found.isPresent()) {
        found.get().requireData(8 * ForkData.EXTENTS);
        more = ForkData.readExtents(found.get().node(), found.get().data());
      }
    }
    if (more.length == 0) {
      throw new CorruptException(
          HfsVolume.FORMAT,
          block,
          "file %d has %d bytes, but no extent for its block %d".formatted(id, size, block));
    }
    return more;
  }

  /** Keys are a fork type, a pad byte, a file and a block; the file counts most. */
  private static int compare(BTreeRecord record, long id, int kind, long block)
      throws CorruptException {
    record.requireKey(10);
    int byFile = Long.compare(record.keyUnsignedInt(2), id);
    if (byFile != 0) {
      return byFile;
    }
    int byKind = Integer.compare(record.keyByte(0), kind);
    return byKind != 0 ? byKind : Long.compare(record.keyUnsignedInt(6), block);
  }

  private static long blocks(int[] pairs) {
    long sum = 0;
    for (int i = 1; i < pairs.length; i += 2) {
      sum += Integer.toUnsignedLong(pairs[i]);
    }
    return sum;
  }
}
