package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.volume.Dates;
import io.github.macnightly.volume.FinderInfo;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * What the catalog says about a file or a directory. A listing may hold very many, so everything is
 * kept as it is stored: in 32 bits, and what is blank not at all.
 */
final class CatalogRecord {

  static final int FOLDER = 1;
  static final int FILE = 2;
  static final int FOLDER_THREAD = 3;

  /** Bytes of memory that this takes without forks and Finder information. */
  private static final int FOOTPRINT = 72;

  /** Bytes that it takes to say how a file is compressed. */
  private static final int COMPRESSION = 104;

  /** The file is one of a group of hard links. */
  static final int LINK_CHAIN = 0x20;

  /** There are extended attributes, or at least an access control list. */
  private static final int ATTRIBUTES = 0x04 | 0x08;

  private static final int COMPRESSED = 0x20;
  private static final int FINDER_INVISIBLE = 0x4000;
  private static final int HIDDEN = 0x8000;
  private static final int FOLDER_BYTES = 88;
  private static final int FILE_BYTES = 88 + 2 * ForkData.BYTES;
  private static final int FINDER_BYTES = 32;
  private static final byte[] NO_FINDER = new byte[0];
  private static final Instant EPOCH = Instant.parse("1904-01-01T00:00:00Z");

  private final short type;
  private final short flags;
  private final int valence;
  private final int id;
  private final int created;
  private final int modified;
  private final int changed;
  private final int accessed;
  private final int uid;
  private final int gid;
  private final byte adminFlags;
  private final byte ownerFlags;
  private final short mode;
  private final int special;
  private final byte[] finder;
  private final ForkData data;
  private final ForkData resource;

  private CatalogRecord(ByteBuffer record, byte[] finder) throws CorruptException {
    this.type = record.getShort(0);
    this.flags = record.getShort(2);
    this.valence = record.getInt(4);
    this.id = record.getInt(8);
    this.created = record.getInt(12);
    this.modified = record.getInt(16);
    this.changed = record.getInt(20);
    this.accessed = record.getInt(24);
    this.uid = record.getInt(32);
    this.gid = record.getInt(36);
    this.adminFlags = record.get(40);
    this.ownerFlags = record.get(41);
    this.mode = record.getShort(42);
    this.special = record.getInt(44);
    this.finder = finder;
    this.data = type == FILE ? ForkData.read(record, 88) : ForkData.EMPTY;
    this.resource = type == FILE ? ForkData.read(record, 88 + ForkData.BYTES) : ForkData.EMPTY;
  }

  /** Reads the data of a leaf record, which must be of a file or a directory. */
  static CatalogRecord read(BTreeRecord record) throws CorruptException {
    record.requireData(2);
    int type = record.dataShort(0);
    if (type != FOLDER && type != FILE) {
      throw new CorruptException(
          HfsVolume.FORMAT, record.data(), "catalog record has type %d here".formatted(type));
    }
    int length = type == FOLDER ? FOLDER_BYTES : FILE_BYTES;
    record.requireData(length);
    ByteBuffer data = record.node().slice(record.data(), length);
    return new CatalogRecord(data, finder(data));
  }

  /** Nearly every file of a Mac has a date in the part that is not shown. */
  private static byte[] finder(ByteBuffer data) {
    byte[] stored = new byte[FINDER_BYTES];
    data.get(48, stored);
    byte[] visible = FinderInfo.visible(stored, false);
    return FinderInfo.isBlank(visible) ? NO_FINDER : visible;
  }

  boolean isFolder() {
    return type == FOLDER;
  }

  /** Returns the catalog number; children of a directory are listed under it. */
  long id() {
    return Integer.toUnsignedLong(id);
  }

  /** Returns the number of entries that a directory says it has. */
  long valence() {
    return isFolder() ? Integer.toUnsignedLong(valence) : 0;
  }

  boolean isInLinkChain() {
    return (flags & LINK_CHAIN) != 0;
  }

  /**
   * Returns whether there can be extended attributes. macOS looks for none where this says no, so
   * neither must we.
   */
  boolean mayHaveAttributes() {
    return (flags & ATTRIBUTES) != 0;
  }

  /**
   * Returns what {@code chflags} sets, those of the super-user in the upper half, without the one
   * of compression. The record has eight bits for each half; the flag "hidden" is not among them
   * and is the Finder's invisibility.
   */
  int visibleFlags() {
    int stored = (adminFlags & 0xff) << 16 | ownerFlags & 0xff & ~COMPRESSED;
    boolean invisible =
        finder.length != 0 && (ByteBuffer.wrap(finder).getShort(8) & FINDER_INVISIBLE) != 0;
    return invisible ? stored | HIDDEN : stored;
  }

  boolean isCompressed() {
    return !isFolder() && (ownerFlags & COMPRESSED) != 0 && mayHaveAttributes();
  }

  /** Returns type and permission bits; 0 when the classic system made the file. */
  int mode() {
    return mode & 0xffff;
  }

  int uid() {
    return uid;
  }

  int gid() {
    return gid;
  }

  /** Returns the number of the device, of the hard link's target, or of links to this. */
  long special() {
    return Integer.toUnsignedLong(special);
  }

  /** Returns the dates, in UTC, which count seconds from the start of 1904. */
  Dates dates() {
    return new Dates(date(created), date(modified), date(changed), date(accessed));
  }

  private static Instant date(int seconds) {
    return EPOCH.plusSeconds(Integer.toUnsignedLong(seconds));
  }

  /** Returns the 32 bytes for the Finder as macOS shows those of a file. */
  byte[] finderInfo() {
    return finder.length == 0 ? new byte[FINDER_BYTES] : finder.clone();
  }

  /** Returns whether type and creator, four characters each, are these. */
  boolean isOfType(int type, int creator) {
    ByteBuffer info = ByteBuffer.wrap(finder);
    return finder.length != 0 && info.getInt(0) == type && info.getInt(4) == creator;
  }

  ForkData data() {
    return data;
  }

  ForkData resource() {
    return resource;
  }

  /** Returns about how many bytes of memory this takes. */
  int footprint() {
    int finderBytes = finder.length == 0 ? 0 : 16 + FINDER_BYTES;
    int compression = isCompressed() ? COMPRESSION : 0;
    return FOOTPRINT + compression + finderBytes + data.footprint() + resource.footprint();
  }
}
