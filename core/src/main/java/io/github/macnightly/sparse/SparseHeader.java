package io.github.macnightly.sparse;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The start of a sparse image.
 *
 * @param bandSize in bytes
 * @param size of the disk in bytes
 */
record SparseHeader(long bandSize, long size) {

  static final int SECTOR = 512;

  private static final int MAGIC = 0x73707273; // "sprs"
  private static final int VERSION = 3;
  private static final int SIZE = 64;

  static boolean isPresent(Source file, long offset) throws IOException {
    return file.size() - offset >= 4 && file.read(offset, 4).getInt() == MAGIC;
  }

  static SparseHeader read(Source file) throws IOException {
    if (!isPresent(file, 0)) {
      throw new NotThisFormatException(SparseImage.FORMAT, 0, "the file does not start with sprs");
    }
    file.requireInside(SparseImage.FORMAT, 0, SIZE);
    ByteBuffer b = file.read(0, SIZE);
    if (b.getInt(4) != VERSION) {
      throw new UnsupportedFormatException(
          SparseImage.FORMAT,
          4,
          "version " + Integer.toUnsignedString(b.getInt(4)) + " is not read");
    }
    long bandSectors = Integer.toUnsignedLong(b.getInt(8));
    if (bandSectors == 0) {
      throw new CorruptException(SparseImage.FORMAT, 8, "bands of 0 sectors");
    }
    return new SparseHeader(bandSectors * SECTOR, sectors(b) * SECTOR);
  }

  /** The number of sectors is given twice; writers that know 32 bits only leave the other 0. */
  private static long sectors(ByteBuffer b) throws CorruptException {
    long low = Integer.toUnsignedLong(b.getInt(16));
    long sectors = b.getLong(28);
    if (sectors == 0) {
      return low;
    }
    if (sectors < 0 || sectors > Long.MAX_VALUE / SECTOR || (sectors & 0xffffffffL) != low) {
      throw new CorruptException(
          SparseImage.FORMAT,
          28,
          "disk of " + Long.toUnsignedString(sectors) + " sectors, by another field of " + low);
    }
    return sectors;
  }

  /** Returns how many bands the disk has, stored or not. */
  long bands() {
    return size / bandSize + (size % bandSize == 0 ? 0 : 1);
  }

  /** Returns the bytes of a band that belong to the disk. */
  long length(long band) {
    return Math.min(bandSize, size - band * bandSize);
  }
}
