package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The volume header: 512 bytes at 1024, with a copy 1024 bytes before the end of the volume.
 *
 * @param extended whether it is HFSX
 * @param journalInfoBlock number of the block that says where the journal is, 0 without a journal
 * @param blockSize bytes of a block, a power of two from 512
 * @param extents the extents overflow file
 * @param copied whether this is the copy, for the header itself is damaged
 */
record VolumeHeader(
    boolean extended,
    long journalInfoBlock,
    int blockSize,
    long totalBlocks,
    ForkData extents,
    ForkData catalog,
    ForkData attributes,
    boolean copied) {

  static final int SIZE = 512;
  static final int OFFSET = 1024;

  /** The catalog numbers of the special files, under which their further extents are listed. */
  static final int EXTENTS_FILE = 3;

  static final int CATALOG_FILE = 4;
  static final int ATTRIBUTES_FILE = 8;

  private static final short PLUS = 0x482B; // "H+"
  private static final short EXTENDED = 0x4858; // "HX"
  private static final int JOURNALED = 0x2000;
  private static final int MAX_BLOCK_SIZE = 1 << 30;

  /** Reads the header, or its copy when the header itself is not usable. */
  static VolumeHeader read(Source volume) throws IOException {
    try {
      return readAt(volume, OFFSET).requireInside(volume, OFFSET);
    } catch (FormatException damaged) {
      try {
        long at = volume.size() - OFFSET;
        return readAt(volume, at).requireInside(volume, at).asCopy();
      } catch (FormatException noCopy) {
        damaged.addSuppressed(noCopy);
        throw damaged;
      }
    }
  }

  static VolumeHeader readAt(Source volume, long at) throws IOException {
    if (at < 0 || at > volume.size() - SIZE) {
      throw new NotThisFormatException(
          HfsVolume.FORMAT, -1, "volume of " + volume.size() + " bytes is too short");
    }
    ByteBuffer bytes = volume.read(at, SIZE);
    short signature = bytes.getShort(0);
    if (signature != PLUS && signature != EXTENDED) {
      throw new NotThisFormatException(
          HfsVolume.FORMAT,
          at,
          "signature is 0x%04x, wanted H+ or HX".formatted(signature & 0xffff));
    }
    return new VolumeHeader(
        signature == EXTENDED,
        (bytes.getInt(4) & JOURNALED) == 0 ? 0 : Integer.toUnsignedLong(bytes.getInt(12)),
        blockSize(bytes, at),
        Integer.toUnsignedLong(bytes.getInt(44)),
        ForkData.read(bytes, 192),
        ForkData.read(bytes, 272),
        ForkData.read(bytes, 352),
        false);
  }

  /** A volume that has been cut off is refused before anybody misses what was behind the cut. */
  private VolumeHeader requireInside(Source volume, long at) throws CorruptException {
    long wanted = size();
    if (wanted > volume.size()) {
      throw new CorruptException(
          HfsVolume.FORMAT,
          at + 44,
          "volume of " + wanted + " bytes is cut off: only " + volume.size() + " are there");
    }
    return this;
  }

  /** Returns the size of the volume in bytes. */
  long size() {
    return totalBlocks * blockSize;
  }

  private VolumeHeader asCopy() {
    return new VolumeHeader(
        extended, journalInfoBlock, blockSize, totalBlocks, extents, catalog, attributes, true);
  }

  private static int blockSize(ByteBuffer bytes, long at) throws CorruptException {
    int size = bytes.getInt(40);
    if (size < 512 || size > MAX_BLOCK_SIZE || Integer.bitCount(size) != 1) {
      throw new CorruptException(
          HfsVolume.FORMAT,
          at + 40,
          "block size is " + Integer.toUnsignedString(size) + ", wanted a power of two from 512");
    }
    return size;
  }
}
