package io.github.macnightly.image;

import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Names the images that are not read, so that nobody takes them for damaged ones. */
final class Refusals {

  static final String FORMAT = "disk image";

  private static final int MAC_BINARY_HEADER = 128;

  private Refusals() {}

  /** Refuses a file in which nothing was recognised, naming containers without a signature. */
  static IOException unknown(Source file) throws IOException {
    if (Ndif.isNdif(file)) {
      return new UnsupportedFormatException(
          FORMAT, -1, "this is an NDIF image of Mac OS 9, which is not read; convert it to UDZO");
    }
    if (isDiskCopy(file)) {
      return new UnsupportedFormatException(
          FORMAT, -1, "this is a Disk Copy 4.2 image, which is not read; convert it to UDZO");
    }
    return new NotThisFormatException(
        FORMAT,
        -1,
        "no UDIF trailer, no partition map and no known file system in %d bytes"
            .formatted(file.size()));
  }

  /** A Pascal string of up to 63 characters, and a magic number of 0x0100 at 82. */
  private static boolean isDiskCopy(Source file) throws IOException {
    if (file.size() < MAC_BINARY_HEADER) {
      return false;
    }
    ByteBuffer header = file.read(0, MAC_BINARY_HEADER);
    return header.get(0) > 0 && header.get(0) < 64 && header.getShort(82) == 0x0100;
  }
}
