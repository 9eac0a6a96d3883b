package io.github.macnightly.image;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Recognises NDIF, the images of Mac OS 8 and 9. What makes a file one is a resource of the type
 * {@code bcem} in its resource fork, which outside of a Mac is found in MacBinary, in AppleSingle,
 * in AppleDouble or alone. There is no other mark: the data fork begins with the disk, packed.
 */
final class Ndif {

  private static final int BCEM = 0x6263656D;
  private static final int MAC_BINARY_HEADER = 128;
  private static final int TYPE_AND_CREATOR = 65;
  private static final int DISK_COPY = 0x6464736B; // "ddsk", the creator
  private static final int READ_ONLY = 0x726F6864; // "rohd", the type
  private static final int APPLE_SINGLE = 0x00051600;
  private static final int APPLE_DOUBLE = 0x00051607;
  private static final int ENTRIES = 24;
  private static final int FORK_ENTRY = 2;
  private static final int MOST = 100;

  private Ndif() {}

  static boolean isNdif(Source file) throws IOException {
    try {
      return isMacBinary(file) || hasMap(file, fork(file));
    } catch (FormatException cutOff) {
      return false;
    }
  }

  private static boolean isMacBinary(Source file) throws IOException {
    ByteBuffer header = file.read(0, MAC_BINARY_HEADER);
    boolean macBinary = header.get(0) == 0 && header.get(74) == 0 && header.get(82) == 0;
    int type = header.getInt(TYPE_AND_CREATOR);
    return macBinary && (header.getInt(TYPE_AND_CREATOR + 4) == DISK_COPY || type == READ_ONLY);
  }

  /** Returns where the resource fork begins: inside of Apple's containers, else at the start. */
  private static long fork(Source file) throws IOException {
    int magic = file.read(0, 4).getInt();
    if (magic != APPLE_SINGLE && magic != APPLE_DOUBLE) {
      return 0;
    }
    int count = Math.min(MOST, file.read(ENTRIES, 2).getShort() & 0xffff);
    for (int i = 0; i < count; i++) {
      ByteBuffer entry = file.read(ENTRIES + 2 + 12L * i, 12);
      if (entry.getInt(0) == FORK_ENTRY) {
        return Integer.toUnsignedLong(entry.getInt(4));
      }
    }
    return file.size();
  }

  /** The list of types counts less one, and each of its lines begins with a type. */
  private static boolean hasMap(Source file, long fork) throws IOException {
    long map = fork + Integer.toUnsignedLong(file.read(fork + 4, 4).getInt());
    long types = map + (file.read(map + 24, 2).getShort() & 0xffff);
    int count = Math.min(MOST, (file.read(types, 2).getShort() & 0xffff) + 1);
    for (int i = 0; i < count; i++) {
      if (file.read(types + 2 + 8L * i, 4).getInt() == BCEM) {
        return true;
      }
    }
    return false;
  }
}
