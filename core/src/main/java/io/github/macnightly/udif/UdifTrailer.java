package io.github.macnightly.udif;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The {@code koly} block at the end of an image, its ranges checked against the file.
 *
 * @param data where the chunks are, in bytes from the start of the file
 * @param fork the classic resource fork, length 0 when there is none
 * @param plist the property list, length 0 when there is none
 * @param dataChecksum over the data range as it is in the file
 * @param masterChecksum over the checksums of the blocks
 * @param sectors size of the disk in sectors of 512 bytes
 */
record UdifTrailer(
    Range data,
    Range fork,
    Range plist,
    Checksum dataChecksum,
    Checksum masterChecksum,
    long sectors) {

  static final String FORMAT = "UDIF";
  static final int SIZE = 512;
  static final int SECTOR = 512;

  private static final int MAGIC = 0x6B6F6C79; // "koly"
  private static final int VERSION = 4;
  private static final int MAX_TABLE = 64 << 20;

  /** A part of the file in bytes. */
  record Range(long offset, long length) {
    boolean isEmpty() {
      return length == 0;
    }
  }

  static boolean isPresent(Source file) throws IOException {
    long at = file.size() - SIZE;
    if (at < 0) {
      return false;
    }
    ByteBuffer b = file.read(at, 12);
    return b.getInt(0) == MAGIC && b.getInt(8) == SIZE;
  }

  static UdifTrailer read(Source file) throws IOException {
    long at = file.size() - SIZE;
    if (!isPresent(file)) {
      throw new NotThisFormatException(FORMAT, Math.max(0, at), "no koly trailer ends the file");
    }
    ByteBuffer b = file.read(at, SIZE);
    if (b.getInt(4) != VERSION) {
      throw new UnsupportedFormatException(
          FORMAT, at + 4, "version " + b.getInt(4) + " is not read");
    }
    if (Integer.compareUnsigned(b.getInt(60), 1) > 0) {
      throw new UnsupportedFormatException(
          FORMAT,
          at + 60,
          "an image in "
              + Integer.toUnsignedString(b.getInt(60))
              + " segments, which is not read; join them");
    }
    return new UdifTrailer(
        range(b, 24, at),
        table(b, 40, at),
        table(b, 216, at),
        Checksum.read(b, 80, at),
        Checksum.read(b, 352, at),
        sectors(b.getLong(492), at + 492));
  }

  /** Reads offset and length at {@code field}, which must lie before the trailer. */
  private static Range range(ByteBuffer b, int field, long end) throws CorruptException {
    long offset = b.getLong(field);
    long length = b.getLong(field + 8);
    if (length == 0) {
      return new Range(0, 0);
    }
    if (offset < 0 || length < 0 || offset > end - length) {
      throw new CorruptException(
          FORMAT,
          end + field,
          "range "
              + Long.toUnsignedString(offset)
              + "+"
              + Long.toUnsignedString(length)
              + " is outside of the file");
    }
    return new Range(offset, length);
  }

  private static Range table(ByteBuffer b, int field, long end) throws IOException {
    Range range = range(b, field, end);
    if (range.length > MAX_TABLE) {
      throw new LimitExceededException(
          FORMAT, end + field, "table of " + range.length + " bytes", MAX_TABLE);
    }
    return range;
  }

  private static long sectors(long sectors, long at) throws CorruptException {
    if (sectors < 0 || sectors > Long.MAX_VALUE / SECTOR) {
      throw new CorruptException(
          FORMAT, at, "disk of " + Long.toUnsignedString(sectors) + " sectors");
    }
    return sectors;
  }
}
