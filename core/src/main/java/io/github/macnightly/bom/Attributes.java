package io.github.macnightly.bom;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;

/** The block that holds what a path is. */
final class Attributes {

  /** Type, architecture, mode, owner, group, date, size and one more byte. */
  static final int LEAST = 23;

  private static final int CHECKSUM = 23;
  private static final int LINK_LENGTH = 27;
  private static final int LINK = 31;
  private static final int MAX_LINK = 1 << 16;

  private Attributes() {}

  static BomEntry read(String path, ByteBuffer b) throws CorruptException {
    BomEntry.Type type = type(b.get(0));
    return new BomEntry(
        path,
        type,
        b.getShort(4) & 07777,
        b.getInt(6),
        b.getInt(10),
        b.getInt(18) & 0xffffffffL,
        b.limit() < LINK_LENGTH ? 0 : b.getInt(CHECKSUM) & 0xffffffffL,
        type == BomEntry.Type.SYMLINK ? target(path, b) : "");
  }

  private static BomEntry.Type type(byte code) throws CorruptException {
    return switch (code) {
      case 1 -> BomEntry.Type.FILE;
      case 2 -> BomEntry.Type.DIRECTORY;
      case 3 -> BomEntry.Type.SYMLINK;
      case 4 -> BomEntry.Type.DEVICE;
      default -> throw BomStore.corrupt(-1, "path of type " + code + ", wanted 1 to 4");
    };
  }

  private static String target(String path, ByteBuffer b) throws CorruptException {
    int length = b.limit() < LINK ? -1 : b.getInt(LINK_LENGTH);
    if (length < 1
        || length > MAX_LINK
        || length > b.limit() - LINK
        || b.get(LINK + length - 1) != 0) {
      throw BomStore.corrupt(-1, "link target of '" + path + "' has a bad length " + length);
    }
    return BomStore.text(b.slice(LINK, length - 1), -1);
  }
}
