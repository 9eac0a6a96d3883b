package io.github.macnightly.pkg;

import io.github.macnightly.codec.Codecs;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Tells apart what a payload is packed in, by its first bytes; the only place that does. */
final class PayloadContainer {

  private static final int MAGIC = 6;

  /** Below this nobody cares how well the data was packed. */
  private static final long SMALL = 256 << 20;

  private static final int RATIO = 100;

  private PayloadContainer() {}

  /**
   * Unpacks to cpio.
   *
   * @throws UnsupportedFormatException when it is packed in a way that is not read here
   */
  static InputStream open(InputStream stored) throws IOException {
    BufferedInputStream in = new BufferedInputStream(stored, 1 << 16);
    in.mark(MAGIC);
    byte[] start = in.readNBytes(MAGIC);
    in.reset();
    String magic = new String(start, StandardCharsets.ISO_8859_1);
    if (magic.startsWith("\u001f\u008b")) {
      return Codecs.gunzip(in, "payload");
    }
    if (magic.startsWith("BZh")) {
      return Codecs.bunzip2(in, "payload");
    }
    if (magic.startsWith("07070")) {
      return in;
    }
    String other = unsupported(magic);
    if (other != null) {
      throw new UnsupportedFormatException(
          "payload", -1, "it is packed as " + other + ", which is not read");
    }
    String hex = HexFormat.of().formatHex(start);
    throw new CorruptException("payload", -1, "no known container starts with '" + hex + "'");
  }

  private static String unsupported(String magic) {
    if (magic.startsWith("\u00fd7zXZ")) {
      return "xz";
    }
    if (magic.startsWith("pbz")) {
      return magic.substring(0, 4);
    }
    if (magic.startsWith("AA01") || magic.startsWith("YAA1") || magic.startsWith("AEA1")) {
      return "Apple Archive (" + magic.substring(0, 4) + ")";
    }
    boolean binary = magic.startsWith("\u0071\u00c7") || magic.startsWith("\u00c7\u0071");
    return binary ? "cpio of the old binary form" : null;
  }

  /**
   * Returns how many bytes a payload may unpack to. A few megabytes that unpack to gigabytes are
   * allowed only when the package tells of that size, so that a bomb cannot fill the disk unseen.
   */
  static long limit(long stored, long installKBytes) {
    long told = Math.min(installKBytes, Long.MAX_VALUE >> 13) * 1024;
    return Math.max(SMALL, Math.max(told * 2, stored * RATIO));
  }
}
