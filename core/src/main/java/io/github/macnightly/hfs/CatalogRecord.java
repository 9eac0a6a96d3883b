package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.volume.Dates;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * What the catalog says about a file or a directory.
 *
 * @param folder whether it is a directory
 * @param valence number of entries of a directory
 * @param id catalog number; children of a directory are listed under it
 * @param flags of the record, such as {@link #LINK_CHAIN}
 * @param bsdFlags what {@code chflags} sets, those of the super-user in the upper half
 * @param mode type and permission bits; 0 when the classic system made it
 * @param special number of the device, of the hard link's target, or of links to this
 * @param dates in UTC, from seconds since the start of 1904
 * @param finder 32 bytes for the Finder, or none when all are 0
 */
record CatalogRecord(
    boolean folder,
    long valence,
    long id,
    int flags,
    int bsdFlags,
    int mode,
    long uid,
    long gid,
    long special,
    Dates dates,
    byte[] finder,
    ForkData data,
    ForkData resource) {

  static final int FOLDER = 1;
  static final int FILE = 2;
  static final int FOLDER_THREAD = 3;

  /** The file is one of a group of hard links. */
  static final int LINK_CHAIN = 0x20;

  private static final int COMPRESSED = 0x20;
  private static final int FOLDER_BYTES = 88;
  private static final int FILE_BYTES = 88 + 2 * ForkData.BYTES;
  private static final int FINDER_BYTES = 32;
  private static final byte[] NO_FINDER = new byte[0];
  private static final Instant EPOCH = Instant.parse("1904-01-01T00:00:00Z");

  /** Reads the data of a leaf record, which must be of a file or a directory. */
  static CatalogRecord read(BTreeRecord record) throws CorruptException {
    record.requireData(2);
    int type = record.dataShort(0);
    if (type != FOLDER && type != FILE) {
      throw new CorruptException(
          HfsVolume.FORMAT, record.data(), "catalog record has type %d here".formatted(type));
    }
    boolean folder = type == FOLDER;
    record.requireData(folder ? FOLDER_BYTES : FILE_BYTES);
    ByteBuffer node = record.node();
    int at = record.data();
    return new CatalogRecord(
        folder,
        folder ? record.dataUnsignedInt(4) : 0,
        record.dataUnsignedInt(8),
        record.dataShort(2),
        (node.get(at + 40) & 0xff) << 16 | node.get(at + 41) & 0xff,
        record.dataShort(42),
        record.dataUnsignedInt(32),
        record.dataUnsignedInt(36),
        record.dataUnsignedInt(44),
        dates(record),
        finder(node, at + 48),
        folder ? ForkData.EMPTY : ForkData.read(node, at + 88),
        folder ? ForkData.EMPTY : ForkData.read(node, at + 88 + ForkData.BYTES));
  }

  private static byte[] finder(ByteBuffer node, int at) {
    byte[] finder = new byte[FINDER_BYTES];
    node.get(at, finder);
    for (byte b : finder) {
      if (b != 0) {
        return finder;
      }
    }
    return NO_FINDER;
  }

  private static Dates dates(BTreeRecord record) throws CorruptException {
    return new Dates(date(record, 12), date(record, 16), date(record, 20), date(record, 24));
  }

  private static Instant date(BTreeRecord record, int at) throws CorruptException {
    return EPOCH.plusSeconds(record.dataUnsignedInt(at));
  }

  /** Returns the flags without the one of compression. */
  int visibleFlags() {
    return bsdFlags & ~COMPRESSED;
  }

  /** Returns all 32 bytes for the Finder. */
  byte[] finderInfo() {
    return finder.length == 0 ? new byte[FINDER_BYTES] : finder.clone();
  }

  /** Returns whether type and creator, four characters each, are these. */
  boolean isOfType(int type, int creator) {
    ByteBuffer info = ByteBuffer.wrap(finder);
    return finder.length != 0 && info.getInt(0) == type && info.getInt(4) == creator;
  }

  boolean isCompressed() {
    return !folder && (bsdFlags & COMPRESSED) != 0;
  }
}
