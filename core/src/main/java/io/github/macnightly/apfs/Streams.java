package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.util.Optional;

/** The contents of files, forks and attributes of a volume, by the identifiers of their streams. */
final class Streams {

  private final Blocks blocks;
  private final BTree tree;
  private final boolean sealed;
  private final Optional<BlockCipher> cipher;

  private Streams(Blocks blocks, BTree tree, boolean sealed, Optional<BlockCipher> cipher) {
    this.blocks = blocks;
    this.tree = tree;
    this.sealed = sealed;
    this.cipher = cipher;
  }

  /** Returns the streams whose extents are in the tree of the file system. */
  static Streams of(Blocks blocks, BTree fileSystem, Optional<BlockCipher> cipher) {
    return new Streams(blocks, fileSystem, false, cipher);
  }

  /** Returns the streams of a sealed volume: their extents have a tree of their own. */
  static Streams sealed(Blocks blocks, BTree extents) {
    return new Streams(blocks, extents, true, Optional.empty());
  }

  /** Opens a stream, which holds so many bytes. */
  Source open(long stream, long size) {
    return new ExtentSource(this, stream, size);
  }

  /** Returns where a stream starts, in bytes from the start of the container; 0 for a hole. */
  long place(long stream) throws IOException {
    return find(stream, 0).block() * blocks.size();
  }

  /**
   * Finds the extent that holds a byte.
   *
   * @throws CorruptException when there is none: holes have extents too
   */
  Extent find(long stream, long offset) throws IOException {
    FsKey key = new FsKey(stream, FsKey.EXTENT, offset);
    BTreeCursor cursor = tree.floor(sealed ? KeyOrder.ofPairs(stream, offset) : key);
    boolean found =
        sealed
            ? cursor.onRecord() && cursor.node().keyLong(cursor.record(), 0) == stream
            : key.heads(cursor);
    if (found) {
      Extent extent = Extent.of(blocks, cursor);
      if (extent.holds(offset)) {
        return extent;
      }
    }
    throw new CorruptException(
        ApfsContainer.FORMAT, -1, "no extent holds byte %d of stream %d".formatted(offset, stream));
  }

  Blocks blocks() {
    return blocks;
  }

  Optional<BlockCipher> cipher() {
    return cipher;
  }
}
