package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Names on the disk, and the two spellings of a name: as stored, and as a Unix system shows it. */
final class Names {

  private static final char NUL_PICTURE = '\u2400';
  private static final int MAX = 255;

  private Names() {}

  /**
   * Reads a name: a number of UTF-16 units and the units, in at most {@code room} bytes. Halves of
   * surrogate pairs become U+FFFD, for no path can be made of them.
   */
  static String read(ByteBuffer node, int at, int room) throws CorruptException {
    int length = node.getShort(at) & 0xffff;
    if (length > MAX || 2 + 2 * length > room) {
      throw new CorruptException(
          HfsVolume.FORMAT, at, "name of %d characters in %d bytes".formatted(length, room));
    }
    return units(node, at + 2, length);
  }

  /** Nearly all names are plain, and making those by hand is several times as fast. */
  static String units(ByteBuffer node, int at, int length) {
    byte[] latin = new byte[length];
    for (int i = 0; i < length; i++) {
      char unit = node.getChar(at + 2 * i);
      if (unit > 0xff) {
        byte[] all = new byte[2 * length];
        node.get(at, all);
        return new String(all, StandardCharsets.UTF_16BE);
      }
      latin[i] = (byte) unit;
    }
    return new String(latin, StandardCharsets.ISO_8859_1);
  }

  /** Refuses a name that no file can bear. */
  static void require(String stored) throws CorruptException {
    if (stored.isEmpty() || stored.equals(".") || stored.equals("..")) {
      throw new CorruptException(HfsVolume.FORMAT, -1, "a file has the name '" + stored + "'");
    }
  }

  /** Returns the name as shown. */
  static String shown(String stored) {
    return stored.replace('/', ':').replace('\0', NUL_PICTURE);
  }

  /** Returns whether another stored name could be shown alike; macOS makes no such name. */
  static boolean isAmbiguous(String stored) {
    return stored.indexOf(':') >= 0 || stored.indexOf(NUL_PICTURE) >= 0;
  }

  /** Returns the name as stored, but for its decomposition. */
  static String stored(String shown) {
    return shown.replace(':', '/').replace(NUL_PICTURE, '\0');
  }
}
