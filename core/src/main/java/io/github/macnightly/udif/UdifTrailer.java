package io.github.macnightly.udif;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The {@code koly} block of a file, its ranges checked against the file. As a rule it ends the
 * file; in the oldest images it stands at the front and the data begin behind it.
 *
 * @param at where the block itself lies in the file
 * @param data where the stored bytes are, in bytes from the start of the file
 * @param fork the classic resource fork, length 0 when there is none
 * @param plist the property list, length 0 when there is none
 * @param dataChecksum over the data range as it is in the file
 * @param masterChecksum over the checksums of the blocks
 * @param segment which part of the image this file is
 * @param sectors size of the disk in sectors of 512 bytes
 */
record UdifTrailer(
    long at,
    Range data,
    Range fork,
    Range plist,
    Checksum dataChecksum,
    Checksum masterChecksum,
    Segment segment,
    long sectors) {

  static final String FORMAT = "UDIF";
  static final int SIZE = 512;
  static final int SECTOR = 512;

  /** Where the fields lie that refusals name, from the start of the block. */
  static final int DATA_CHECKSUM = 80;

  static final int MASTER_CHECKSUM = 352;

  private static final int MAGIC = 0x6B6F6C79; // "koly"
  private static final int VERSION = 4;

  /**
   * A table is in memory four times over while it is read; 8 MiB describe 140 GB in chunks of 1
   * MiB, so a small heap does not stand in the way of any image that is shipped.
   */
  private static final long MAX_TABLE =
      Math.max(8 << 20, Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 8));

  /** A part of the file in bytes. */
  record Range(long offset, long length) {
    boolean isEmpty() {
      return length == 0;
    }
  }

  /**
   * The place of a file in an image of several.
   *
   * @param number 1 for the first; 0 in images made from a folder, which are never split
   * @param count how many there are, 1 when the file stands alone
   * @param high the first half of the identifier that all segments of an image share
   * @param low the second half
   * @param start where its data begin in the data of all segments
   */
  record Segment(int number, int count, long high, long low, long start) {

    boolean isOfSameImageAs(Segment other) {
      return high == other.high && low == other.low && count == other.count;
    }
  }

  static boolean isPresent(Source file) throws IOException {
    return place(file) >= 0;
  }

  /** Returns where the block lies: last in the file, else first; negative when in neither place. */
  private static long place(Source file) throws IOException {
    long last = file.size() - SIZE;
    if (last < 0) {
      return -1;
    }
    if (isAt(file, last)) {
      return last;
    }
    return isAt(file, 0) ? 0 : -1;
  }

  private static boolean isAt(Source file, long at) throws IOException {
    ByteBuffer b = file.read(at, 12);
    return b.getInt(0) == MAGIC && b.getInt(8) == SIZE;
  }

  static UdifTrailer read(Source file) throws IOException {
    long at = place(file);
    if (at < 0) {
      throw new NotThisFormatException(
          FORMAT, Math.max(0, file.size() - SIZE), "no koly block ends or begins the file");
    }
    ByteBuffer b = file.read(at, SIZE);
    if (b.getInt(4) != VERSION) {
      throw new UnsupportedFormatException(
          FORMAT, at + 4, "version " + b.getInt(4) + " is not read");
    }
    Fields fields = new Fields(b, at, at == 0 ? file.size() : at);
    return new UdifTrailer(
        at,
        fields.range(24),
        fields.table(40),
        fields.table(216),
        Checksum.read(b, DATA_CHECKSUM, at),
        Checksum.read(b, MASTER_CHECKSUM, at),
        new Segment(b.getInt(56), fields.segments(), b.getLong(64), b.getLong(72), b.getLong(16)),
        fields.sectors());
  }

  /** A trailer without tables follows a read-write image: the data are the disk. */
  boolean hasTables() {
    return !plist.isEmpty() || !fork.isEmpty();
  }

  /** What to say when bytes are missing that were there when the file was opened. */
  static CorruptException tooShort(long at) {
    return new CorruptException(FORMAT, at, "the file has become shorter");
  }

  /**
   * Reads numbers and checks them.
   *
   * @param at where the block lies in the file, for refusals
   * @param end where ranges must end
   */
  private record Fields(ByteBuffer b, long at, long end) {

    /** Reads offset and length at {@code field}. */
    Range range(int field) throws CorruptException {
      long offset = b.getLong(field);
      long length = b.getLong(field + 8);
      if (length == 0) {
        return new Range(0, 0);
      }
      if (offset < 0 || length < 0 || offset > end - length) {
        throw new CorruptException(
            FORMAT,
            at + field,
            "range "
                + Long.toUnsignedString(offset)
                + "+"
                + Long.toUnsignedString(length)
                + " is outside of the file");
      }
      return new Range(offset, length);
    }

    Range table(int field) throws IOException {
      Range range = range(field);
      if (range.length > MAX_TABLE) {
        throw new LimitExceededException(
            FORMAT, at + field, "table of " + range.length + " bytes", MAX_TABLE);
      }
      return range;
    }

    int segments() throws LimitExceededException {
      int count = b.getInt(60);
      if (count < 0 || count > Segments.MAX) {
        throw new LimitExceededException(
            FORMAT, at + 60, Integer.toUnsignedString(count) + " segments", Segments.MAX);
      }
      return Math.max(1, count);
    }

    long sectors() throws CorruptException {
      long sectors = b.getLong(492);
      if (sectors < 0 || sectors > Long.MAX_VALUE / SECTOR) {
        throw new CorruptException(
            FORMAT, at + 492, "disk of " + Long.toUnsignedString(sectors) + " sectors");
      }
      return sectors;
    }
  }
}
