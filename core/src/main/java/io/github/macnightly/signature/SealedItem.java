package io.github.macnightly.signature;

import io.github.macnightly.io.CorruptException;
import java.util.Map;

/**
 * What the list says of one path.
 *
 * @param sha1 digest of a file, null when the list does not state it
 * @param sha256 digest of a file, null when the list does not state it
 * @param symlink text of a symbolic link, null when it is none
 * @param nested whether it is code of its own, named by the digest of its code directory
 * @param optional whether it may be absent
 */
record SealedItem(byte[] sha1, byte[] sha256, String symlink, boolean nested, boolean optional) {

  /** Reads a value of {@code files} (often bare data) or of {@code files2}. */
  static SealedItem of(String path, Object value) throws CorruptException {
    if (value instanceof byte[] bytes) {
      return new SealedItem(digest(path, bytes, 20), null, null, false, false);
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw damaged(path, "neither data nor a dictionary");
    }
    SealedItem item =
        new SealedItem(
            digest(path, map.get("hash"), 20),
            digest(path, map.get("hash2"), 32),
            map.get("symlink") instanceof String text ? text : null,
            map.containsKey("cdhash") || map.containsKey("requirement"),
            Boolean.TRUE.equals(map.get("optional")));
    if (item.sha1 == null && item.sha256 == null && item.symlink == null && !item.nested) {
      throw damaged(path, "without any digest that is known");
    }
    return item;
  }

  private static byte[] digest(String path, Object value, int length) throws CorruptException {
    if (value == null) {
      return null;
    }
    if (value instanceof byte[] bytes && bytes.length == length) {
      return bytes;
    }
    throw damaged(path, "with a digest that has not " + length + " bytes");
  }

  private static CorruptException damaged(String path, String what) {
    return new CorruptException(
        BundleSeal.FORMAT, -1, "entry '" + Text.printable(path) + "' is " + what);
  }
}
