package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;

/**
 * An extended attribute.
 *
 * @param size bytes that it holds
 * @param stream identifier of its content, 0 when the record holds it
 * @param embedded the content where the record holds it; not to be changed
 */
record Attribute(long size, long stream, ByteBuffer embedded) {

  private static final int STREAM = 1;
  private static final int EMBEDDED = 2;
  private static final int HEADER = 4;
  private static final int STREAM_BYTES = 16;
  private static final int NAME_AT = FsKey.REST_AT + 2;

  /** Takes the record apart on which a cursor stands. */
  static Attribute of(BTreeCursor cursor) throws CorruptException {
    BTreeNode node = cursor.node();
    ByteBuffer value = node.value(cursor.record(), HEADER);
    int flags = value.getShort(0);
    int length = value.getShort(2) & 0xffff;
    if (length > value.capacity() - HEADER) {
      throw node.corrupt("holds an attribute of " + length + " bytes in a shorter value");
    }
    ByteBuffer data = value.slice(HEADER, length).order(value.order());
    if ((flags & STREAM) == 0) {
      if ((flags & EMBEDDED) == 0) {
        throw node.corrupt("holds an attribute that is stored nowhere");
      }
      return new Attribute(length, 0, data);
    }
    if (length < STREAM_BYTES || data.getLong(0) == 0 || data.getLong(8) < 0) {
      throw node.corrupt("holds an attribute without a usable stream");
    }
    return new Attribute(data.getLong(8), data.getLong(0), null);
  }

  /** Returns the stored name, with the NUL at its end, on which a cursor stands. */
  static ByteBuffer name(BTreeCursor cursor) throws CorruptException {
    int length = cursor.node().keyShort(cursor.record(), FsKey.REST_AT);
    return cursor.node().keyBytes(cursor.record(), NAME_AT, length);
  }
}
