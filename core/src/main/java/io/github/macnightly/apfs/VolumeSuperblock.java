package io.github.macnightly.apfs;

import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The superblock of a volume ({@code apfs_superblock_t} of the Apple File System Reference).
 *
 * @param address the block it was read from
 * @param transaction the last transaction that changed the volume
 * @param incompatible features without which the volume must not be read
 * @param flags whether and how the volume is encrypted, among others
 * @param id the UUID, 16 bytes as stored
 * @param name the name
 * @param objectMap block of the volume's object map
 * @param rootTree the tree of all records of the file system
 * @param integrity identifier of the integrity metadata of a sealed volume, else 0
 * @param extentTree the tree of file extents of a sealed volume
 * @param rolling where the state of an encryption under way is, 0 when none is
 */
record VolumeSuperblock(
    long address,
    long transaction,
    long incompatible,
    long flags,
    byte[] id,
    String name,
    long objectMap,
    TreeRoot rootTree,
    long integrity,
    TreeRoot extentTree,
    long rolling) {

  private static final int MAGIC = 0x42535041; // "APSB"
  private static final int NAME_AT = 704;
  private static final int NAME_BYTES = 256;

  private static final long CASE_INSENSITIVE = 1;
  private static final long NORMALIZATION_INSENSITIVE = 8;
  private static final long INCOMPLETE_RESTORE = 0x10;
  private static final long SEALED = 0x20;
  private static final long FILE_KEYS = 0x40;
  private static final long SECONDARY_ROOT = 0x100;

  /** Two more say what snapshots hold and that keys were changed; one marks spare extents. */
  private static final long KNOWN = 0x1FF;

  private static final long UNENCRYPTED = 1;

  /**
   * Where a tree starts.
   *
   * @param id identifier of the root node
   * @param physical whether the identifier is a block number, not one for the object map
   */
  record TreeRoot(long id, boolean physical) {}

  /** Takes a superblock apart. */
  static VolumeSuperblock of(StoredObject object) throws IOException {
    ByteBuffer bytes = object.bytes();
    if (bytes.getInt(32) != MAGIC) {
      throw object.corrupt("is no volume superblock: APSB is missing");
    }
    return new VolumeSuperblock(
        object.address(),
        object.transaction(),
        bytes.getLong(56),
        bytes.getLong(264),
        Arrays.copyOfRange(bytes.array(), 240, 256),
        name(bytes),
        bytes.getLong(128),
        new TreeRoot(bytes.getLong(136), isPhysical(bytes.getInt(116))),
        bytes.getLong(0x400),
        new TreeRoot(bytes.getLong(0x408), isPhysical(bytes.getInt(0x410))),
        bytes.getLong(0x3D0));
  }

  private static boolean isPhysical(int treeType) {
    return (treeType & StoredObject.PHYSICAL) != 0;
  }

  private static String name(ByteBuffer bytes) {
    int length = 0;
    while (length < NAME_BYTES && bytes.get(NAME_AT + length) != 0) {
      length++;
    }
    return new String(bytes.array(), NAME_AT, length, StandardCharsets.UTF_8);
  }

  boolean caseSensitive() {
    return (incompatible & CASE_INSENSITIVE) == 0;
  }

  /** Returns whether the keys of directory entries hold a hash of the name. */
  boolean hashesNames() {
    return (incompatible & (CASE_INSENSITIVE | NORMALIZATION_INSENSITIVE)) != 0;
  }

  boolean sealed() {
    return (incompatible & SEALED) != 0;
  }

  boolean encrypted() {
    return (flags & UNENCRYPTED) == 0;
  }

  /** Refuses volumes whose records mean something else than is known here. */
  void requireReadable() throws UnsupportedFormatException {
    refuseIf((incompatible & INCOMPLETE_RESTORE) != 0, "was restored in part only");
    refuseIf((incompatible & SECONDARY_ROOT) != 0, "has two file system trees");
    refuseIf((incompatible & ~KNOWN) != 0, "has features 0x" + Long.toHexString(incompatible));
    refuseIf(encrypted() && (incompatible & FILE_KEYS) != 0, "has a key for each file");
    refuseIf(encrypted() && sealed(), "is sealed and encrypted");
    refuseIf(rolling != 0, "was being encrypted or decrypted when the image was made");
  }

  private void refuseIf(boolean unread, String why) throws UnsupportedFormatException {
    if (unread) {
      throw new UnsupportedFormatException(
          ApfsContainer.FORMAT, -1, "volume '" + name + "' " + why + ", which is not read");
    }
  }
}
