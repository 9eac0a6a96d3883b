package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What is known of a file or directory, whatever names it has.
 *
 * @param id its number
 * @param parent the directory that it is in, or that it was made in when it has several names
 * @param stream identifier of its content: the extents are kept under it
 * @param times when it was made, changed and read
 * @param links names that a file has, or entries of a directory
 * @param flags what {@code chflags} sets, and whether the file is compressed
 * @param owner number of the user
 * @param group number of the group
 * @param mode type and permissions
 * @param size bytes of content as it is stored
 */
record Inode(
    long id,
    long parent,
    long stream,
    Times times,
    int links,
    int flags,
    int owner,
    int group,
    int mode,
    long size) {

  static final int COMPRESSED = 0x20;

  private static final int FIXED = 92;
  private static final int STREAM = 8;
  private static final int STREAM_BYTES = 40;

  /** Takes the record apart on which a cursor stands. */
  static Inode of(long id, BTreeCursor cursor) throws CorruptException {
    BTreeNode node = cursor.node();
    ByteBuffer value = node.value(cursor.record(), FIXED);
    ExtendedFields fields = ExtendedFields.of(node, value, FIXED);
    Optional<ByteBuffer> stream = fields.find(STREAM, STREAM_BYTES);
    long size = stream.isEmpty() ? 0 : stream.get().getLong(0);
    if (size < 0) {
      throw node.corrupt("gives file " + id + " " + Long.toUnsignedString(size) + " bytes");
    }
    return new Inode(
        id,
        value.getLong(0),
        value.getLong(8),
        Times.at(value, 16),
        value.getInt(56),
        value.getInt(68),
        value.getInt(72),
        value.getInt(76),
        value.getShort(80) & 0xffff,
        size);
  }
}
