package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The blocks of a container.
 *
 * @param partition the bytes, which may end before the container does
 * @param size bytes in a block: a power of two from 4096 to 65536
 * @param count blocks that the container says it has
 */
record Blocks(Source partition, int size, long count) {

  /**
   * Returns where a block starts, in bytes from the start of the container.
   *
   * @throws CorruptException when the container has no such block
   */
  long offset(long block) throws CorruptException {
    if (block < 0 || block >= count) {
      throw new CorruptException(
          ApfsContainer.FORMAT,
          -1,
          "block " + Long.toUnsignedString(block) + " is outside of " + count + " blocks");
    }
    return block * size;
  }

  /**
   * Reads a block as it is stored.
   *
   * @return a little-endian buffer of its own
   * @throws CorruptException when the container, or what there is of it, has no such block
   */
  ByteBuffer read(long block) throws IOException {
    long offset = offset(block);
    partition.requireInside(ApfsContainer.FORMAT, offset, size);
    return partition.read(offset, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Says so when the container was cut off. Tools that make images small leave out the free space
   * at its end, so this alone is no damage: reading what is missing is refused.
   */
  List<String> warnings() {
    long wanted = count * size;
    return wanted <= partition.size()
        ? List.of()
        : List.of(
            "container of "
                + wanted
                + " bytes is cut off: only "
                + partition.size()
                + " are there, files may be missing");
  }
}
