package io.github.macnightly.pkg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Writes cpio archives for tests. */
final class CpioBuilder {

  static final int FILE = 0100644;
  static final int DIRECTORY = 040755;
  static final int LINK = 0120755;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final boolean newc;

  private CpioBuilder(boolean newc) {
    this.newc = newc;
  }

  static CpioBuilder odc() {
    return new CpioBuilder(false);
  }

  static CpioBuilder newc() {
    return new CpioBuilder(true);
  }

  CpioBuilder file(String name, String content) {
    return entry(name, FILE, 0, content.getBytes(StandardCharsets.UTF_8));
  }

  CpioBuilder directory(String name) {
    return entry(name, DIRECTORY, 0, new byte[0]);
  }

  CpioBuilder link(String name, String target) {
    return entry(name, LINK, 0, target.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds one of three names of the file with an inode number. */
  CpioBuilder name(int inode, String name, String content) {
    return entry(name, FILE, inode, content.getBytes(StandardCharsets.UTF_8));
  }

  CpioBuilder entry(String name, int mode, int inode, byte[] content) {
    header(name, mode, inode, content.length);
    out.writeBytes(content);
    pad();
    return this;
  }

  /** Adds the header of an entry, whose content may be anything. */
  CpioBuilder header(String name, int mode, int inode, long size) {
    int links = inode == 0 ? 1 : 3;
    byte[] text = (name + "\0").getBytes(StandardCharsets.UTF_8);
    String header =
        newc
            ? String.format(
                "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x",
                inode, mode, 501, 20, links, 1, size, 0, 1, 0, 0, text.length, 0)
            : String.format(
                "070707%06o%06o%06o%06o%06o%06o%06o%011o%06o%011o",
                1, inode, mode, 501, 20, links, 0, 1, text.length, size);
    out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(text);
    pad();
    return this;
  }

  private void pad() {
    while (newc && out.size() % 4 != 0) {
      out.write(0);
    }
  }

  byte[] build() {
    header("TRAILER!!!", 0, 0, 0);
    return out.toByteArray();
  }

  /** Returns what was added so far, without a trailer. */
  byte[] cut() {
    return out.toByteArray();
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
