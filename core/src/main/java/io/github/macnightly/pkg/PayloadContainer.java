package io.github.macnightly.pkg;

import io.github.macnightly.codec.Codecs;
import io.github.macnightly.codec.LzmaStream;
import io.github.macnightly.codec.PbzAhead;
import io.github.macnightly.codec.PbzStream;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Tells apart what a payload is packed in, and what lies in that, by first bytes; the only place
 * that does. Unpacking happens on other threads than that of the reader, which meanwhile writes
 * files.
 */
final class PayloadContainer implements Closeable {

  private static final int MAGIC = 13;

  private static final String XZ = "\u00fd7zXZ";

  /** Below this nobody cares how well the data was packed. */
  private static final long SMALL = 256 << 20;

  private static final int RATIO = 100;

  /** Bytes to unpack ahead of the reader. */
  private static final int AHEAD = 4 << 20;

  private final Payload.Stored stored;
  private final InputStream packed;
  private final InputStream plain;
  private final boolean inOrder;

  private PayloadContainer(
      Payload.Stored stored, InputStream packed, InputStream plain, boolean inOrder) {
    this.stored = stored;
    this.packed = packed;
    this.plain = plain;
    this.inOrder = inOrder;
  }

  /**
   * Starts to unpack.
   *
   * @throws UnsupportedFormatException when it is packed in a way that is not read here
   */
  static PayloadContainer open(Payload.Stored stored) throws IOException {
    BufferedInputStream packed = new BufferedInputStream(stored.open(), 1 << 16);
    try {
      byte[] start = start(packed);
      Optional<Source> source = inBlocks(text(start)) ? stored.inAnyOrder() : Optional.empty();
      InputStream plain =
          source.isPresent()
              ? blocks(source.get(), text(start))
              : unpacked(packed, start, text(start));
      return new PayloadContainer(stored, packed, plain, source.isEmpty());
    } catch (IOException | RuntimeException e) {
      packed.close();
      throw e;
    }
  }

  /** Says whether it is worth while to read from several places at once. */
  private static boolean inBlocks(String magic) {
    return magic.startsWith(XZ) || magic.startsWith("pbzx");
  }

  private static InputStream blocks(Source source, String magic) throws IOException {
    return magic.startsWith(XZ)
        ? LzmaStream.xz(source, "payload")
        : PbzStream.open(source, "payload");
  }

  private static byte[] start(BufferedInputStream in) throws IOException {
    in.mark(MAGIC);
    byte[] start = in.readNBytes(MAGIC);
    in.reset();
    return start;
  }

  private static String text(byte[] start) {
    return new String(start, StandardCharsets.ISO_8859_1);
  }

  private static InputStream unpacked(InputStream in, byte[] start, String magic)
      throws IOException {
    if (magic.startsWith("\u001f\u008b")) {
      return PbzAhead.open(Codecs.gunzip(in, "payload"), AHEAD);
    }
    if (magic.startsWith("BZh")) {
      return PbzAhead.open(Codecs.bunzip2(in, "payload"), AHEAD);
    }
    if (magic.startsWith(XZ)) {
      return PbzAhead.open(Codecs.xz(in, "payload"), AHEAD);
    }
    if (magic.startsWith("pbz")) {
      return PbzStream.open(in, "payload");
    }
    if (isArchive(start)) {
      return in;
    }
    if (magic.startsWith("AEA1")) {
      throw new UnsupportedFormatException(
          "payload", -1, "it is packed as an encrypted Apple Archive (AEA1), which is not read");
    }
    if (LzmaStream.looksAlone(start)) {
      return PbzAhead.open(LzmaStream.alone(in, "payload"), AHEAD);
    }
    String hex = HexFormat.of().formatHex(start, 0, Math.min(6, start.length));
    throw new CorruptException("payload", -1, "no known container starts with '" + hex + "'");
  }

  private static boolean isArchive(byte[] start) {
    return CpioHeader.formOrNull(start) != null || ArchiveReader.isMagic(text(start));
  }

  /** Returns what reads the entries of an unpacked archive. */
  static EntryReader entries(InputStream plain) throws IOException {
    BufferedInputStream in = new BufferedInputStream(plain, 1 << 16);
    String start = text(start(in));
    if (start.startsWith("AEA1")) {
      throw new UnsupportedFormatException(
          "payload", -1, "it holds an encrypted Apple Archive (AEA1), which is not read");
    }
    return ArchiveReader.isMagic(start) ? new ArchiveReader(in) : new CpioReader(in);
  }

  InputStream plain() {
    return plain;
  }

  /** Reads what is left of the stored bytes, or all, since their end compares the checksums. */
  void verify() throws IOException {
    if (inOrder) {
      packed.transferTo(OutputStream.nullOutputStream());
    } else {
      try (InputStream again = stored.open()) {
        again.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      plain.close(); // ends the threads before what they read is closed
    } finally {
      packed.close();
    }
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
