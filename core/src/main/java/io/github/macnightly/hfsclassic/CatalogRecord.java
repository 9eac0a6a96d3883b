package io.github.macnightly.hfsclassic;

import io.github.macnightly.volume.Dates;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * What the catalog says about a file or a directory.
 *
 * @param parent the directory in which it is listed
 * @param name as stored
 * @param valence number of entries of a directory
 * @param id catalog number; children of a directory are listed under it
 * @param locked whether a file may not be changed
 * @param finder 32 bytes for the Finder
 */
record CatalogRecord(
    long parent,
    String name,
    boolean folder,
    int valence,
    long id,
    boolean locked,
    Dates dates,
    byte[] finder,
    Fork data,
    Fork resource) {

  static final int FOLDER = 1;
  static final int FILE = 2;
  static final int FOLDER_THREAD = 3;
  static final int FOLDER_BYTES = 70;
  static final int FILE_BYTES = 102;

  private static final int HALF = 16;
  private static final int LOCKED = 1;
  private static final int INVISIBLE = 0x40;
  private static final int SCRIPT = 24;
  private static final Instant EPOCH = Instant.parse("1904-01-01T00:00:00Z");

  /** Reads 70 bytes. */
  static CatalogRecord folder(long parent, String name, ByteBuffer data) {
    return new CatalogRecord(
        parent,
        name,
        true,
        data.getShort(4) & 0xffff,
        Integer.toUnsignedLong(data.getInt(6)),
        false,
        dates(data, 10),
        finder(data, 22, 38),
        Fork.EMPTY,
        Fork.EMPTY);
  }

  /** Reads 102 bytes. */
  static CatalogRecord file(long parent, String name, ByteBuffer data) {
    return new CatalogRecord(
        parent,
        name,
        false,
        0,
        Integer.toUnsignedLong(data.getInt(20)),
        (data.get(2) & LOCKED) != 0,
        dates(data, 44),
        finder(data, 4, 56),
        Fork.read(data, 26, 74),
        Fork.read(data, 36, 86));
  }

  private static byte[] finder(ByteBuffer data, int first, int second) {
    byte[] finder = new byte[2 * HALF];
    data.get(first, finder, 0, HALF);
    data.get(second, finder, HALF, HALF);
    return finder;
  }

  private static Dates dates(ByteBuffer data, int at) {
    Instant created = EPOCH.plusSeconds(Integer.toUnsignedLong(data.getInt(at)));
    Instant modified = EPOCH.plusSeconds(Integer.toUnsignedLong(data.getInt(at + 4)));
    return new Dates(created, modified, modified, modified);
  }

  /** Returns whether the Finder does not show it. */
  boolean invisible() {
    return (finder[8] & INVISIBLE) != 0;
  }

  /** Returns the Finder's byte about the script of the name. */
  int script() {
    return finder[SCRIPT] & 0xff;
  }
}
