package io.github.macnightly.hfsclassic;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The block that describes a volume, 162 bytes.
 *
 * @param blocks number of allocation blocks
 * @param blockSize bytes of one, a multiple of 512
 * @param start where block 0 is, in bytes from the start of the volume
 */
record MasterDirectoryBlock(int blocks, long blockSize, long start, Fork extents, Fork catalog) {

  /** Where it is from the start, and its copy from the end, in bytes. */
  static final int OFFSET = 1024;

  private static final int SIZE = 162;
  private static final int SECTOR = 512;
  private static final short SIGNATURE = 0x4244; // "BD"
  private static final short PLUS = 0x482B; // "H+"
  private static final short PLUS_EXTENDED = 0x4858; // "HX"
  private static final int MAX_VOLUME_NAME = 27;

  /**
   * Reads the block or its copy. The checks tell it from bytes that begin with {@code BD} by
   * chance.
   */
  static MasterDirectoryBlock read(Source volume, long at) throws IOException {
    if (at < 0 || at > volume.size() - SIZE) {
      throw new NotThisFormatException(
          ClassicVolume.FORMAT, -1, "volume of " + volume.size() + " bytes is too short");
    }
    ByteBuffer bytes = volume.read(at, SIZE);
    if (bytes.getShort(0) != SIGNATURE) {
      throw new NotThisFormatException(
          ClassicVolume.FORMAT,
          at,
          "signature is 0x%04x, wanted BD".formatted(bytes.getShort(0) & 0xffff));
    }
    if (bytes.getShort(124) == PLUS) {
      throw new NotThisFormatException(
          ClassicVolume.FORMAT, at + 124, "volume is the wrapper of an HFS+ volume");
    }
    int blocks = bytes.getShort(18) & 0xffff;
    int blockSize = bytes.getInt(20);
    if (blocks == 0 || blockSize <= 0 || blockSize % SECTOR != 0) {
      throw new CorruptException(
          ClassicVolume.FORMAT,
          at + 18,
          "%d blocks of %d bytes, wanted multiples of 512"
              .formatted(blocks, Integer.toUnsignedLong(blockSize)));
    }
    int nameLength = bytes.get(36) & 0xff;
    if (nameLength == 0 || nameLength > MAX_VOLUME_NAME) {
      throw new CorruptException(
          ClassicVolume.FORMAT, at + 36, "volume name has %d bytes".formatted(nameLength));
    }
    return new MasterDirectoryBlock(
        blocks,
        blockSize,
        (bytes.getShort(28) & 0xffff) * (long) SECTOR,
        Fork.read(bytes, 130, 134),
        Fork.read(bytes, 146, 150));
  }

  /** Returns where the last allocation block ends, in bytes from the start of the volume. */
  long size() {
    return start + blocks * blockSize;
  }

  /** A volume that has been cut off is refused before anybody misses what was behind the cut. */
  MasterDirectoryBlock requireInside(Source volume) throws CorruptException {
    long wanted = size();
    if (wanted > volume.size()) {
      throw new CorruptException(
          ClassicVolume.FORMAT,
          OFFSET + 18,
          "volume of %d bytes is cut off: only %d are there".formatted(wanted, volume.size()));
    }
    return this;
  }

  /**
   * Returns whether the copy may be used in place of the block: not if an HFS+ volume, wrapped or
   * not, has taken the place of a classic one whose copy still stands at the end.
   */
  static boolean mayUseCopy(Source volume) throws IOException {
    if (volume.size() < OFFSET + SIZE) {
      return false;
    }
    ByteBuffer bytes = volume.read(OFFSET, SIZE);
    short signature = bytes.getShort(0);
    boolean wrapper = signature == SIGNATURE && bytes.getShort(124) == PLUS;
    return signature != PLUS && signature != PLUS_EXTENDED && !wrapper;
  }
}
