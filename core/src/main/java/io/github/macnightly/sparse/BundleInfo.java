package io.github.macnightly.sparse;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What {@code Info.plist} tells.
 *
 * @param bandSize in bytes, a multiple of 512
 * @param size of the disk in bytes
 */
record BundleInfo(long bandSize, long size) {

  static final String NAME = "Info.plist";

  private static final String TYPE = "com.apple.diskimage.sparsebundle";
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_SHOWN = 60;

  /** Systems write 1 to 16 MiB, and up to 8 GiB on demand. */
  private static final long MAX_BAND = 1L << 40;

  /** Version 2 is what systems since 2025 write, with the same files and keys. */
  private static final long MAX_VERSION = 2;

  static BundleInfo read(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    try (BundleFile source =
        BundleFile.open(file)
            .orElseThrow(
                () -> new NotThisFormatException(SparseBundle.FORMAT, -1, "no file " + file))) {
      if (source.size() > MAX_BYTES) {
        throw new LimitExceededException(
            SparseBundle.FORMAT, -1, file + " of " + source.size() + " bytes", MAX_BYTES);
      }
      byte[] bytes = new byte[(int) source.size()];
      source.read(0, bytes.length).get(bytes);
      return of(PropertyLists.readDictionary(bytes, file.toString()), file);
    }
  }

  private static BundleInfo of(Map<String, Object> list, Path file) throws IOException {
    Object type = list.get("diskimage-bundle-type");
    if (!TYPE.equals(type)) {
      throw new NotThisFormatException(
          SparseBundle.FORMAT, -1, file + ": type is " + shown(type) + ", wanted " + TYPE);
    }
    Object version = list.getOrDefault("bundle-backingstore-version", 1L);
    if (!(version instanceof Long number) || number < 1 || number > MAX_VERSION) {
      throw new UnsupportedFormatException(
          SparseBundle.FORMAT,
          -1,
          file + ": backing store of version " + shown(version) + " is not read");
    }
    long bandSize = number(list, "band-size", file);
    if (bandSize == 0 || bandSize > MAX_BAND || bandSize % SparseHeader.SECTOR != 0) {
      throw new CorruptException(
          SparseBundle.FORMAT,
          -1,
          file + ": band-size is " + bandSize + ", wanted a multiple of 512 up to " + MAX_BAND);
    }
    return new BundleInfo(bandSize, number(list, "size", file));
  }

  private static long number(Map<String, Object> list, String key, Path file)
      throws CorruptException {
    if (list.get(key) instanceof Long number && number >= 0) {
      return number;
    }
    throw new CorruptException(
        SparseBundle.FORMAT,
        -1,
        file + ": " + key + " is " + shown(list.get(key)) + ", wanted bytes");
  }

  /** Returns a value for a message of one line. */
  private static String shown(Object value) {
    String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
  }
}
