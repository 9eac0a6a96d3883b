package io.github.macnightly.xar;

import io.github.macnightly.codec.Codecs;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An open xar archive. Its table of contents has been verified against the stored checksum, and the
 * extents of all members lie inside the heap.
 */
public final class XarArchive implements Closeable {

  private static final int MAX_READ = 64 << 20;

  private final Source file;
  private final XarHeader header;
  private final TocReader.Toc toc;
  private final byte[] digest;

  private XarArchive(Source file, XarHeader header, TocReader.Toc toc, byte[] digest) {
    this.file = file;
    this.header = header;
    this.toc = toc;
    this.digest = digest;
  }

  /**
   * Reads the table of contents and verifies it.
   *
   * @param file the archive; it is closed by {@link #close()}, or by the caller when this throws
   * @throws io.github.macnightly.io.FormatException when it is not a sound xar archive
   */
  public static XarArchive open(Source file) throws IOException {
    XarHeader header = XarHeader.read(file);
    MessageDigest digest = new Checksum(header.algorithm(), "").digest();
    InputStream stored = file.slice(header.size(), header.packed()).stream();
    InputStream hashed = digest == null ? stored : new DigestInputStream(stored, digest);
    TocReader.Toc toc;
    try (InputStream inflated = Codecs.inflate(hashed, "xar")) {
      InputStream plain = new ExactLength(inflated, header.plain());
      toc = TocReader.read(plain);
      plain.transferTo(OutputStream.nullOutputStream());
    }
    hashed.transferTo(OutputStream.nullOutputStream());
    byte[] computed = digest == null ? new byte[0] : digest.digest();
    XarArchive archive = new XarArchive(file, header, toc, computed);
    archive.verifyToc();
    archive.requireExtentsInside();
    return archive;
  }

  private void verifyToc() throws IOException {
    String style = Checksum.normal(toc.checksum().getOrDefault("checksum", "none"));
    if (!style.equals(header.algorithm())) {
      throw new CorruptException(
          "xar",
          24,
          "header names the checksum " + header.algorithm() + ", table of contents " + style);
    }
    if (digest.length > 0) {
      long offset = Member.number(toc.checksum().getOrDefault("offset", ""), "checksum offset");
      long size = Member.number(toc.checksum().getOrDefault("size", ""), "checksum size");
      if (size != digest.length) {
        throw new CorruptException(
            "xar", -1, "checksum has " + size + " bytes, wanted " + digest.length);
      }
      long heap = header.heap();
      file.slice(heap, file.size() - heap).requireInside("xar", offset, size);
      byte[] stored = file.read(heap + offset, digest.length).array();
      if (!MessageDigest.isEqual(stored, digest)) {
        HexFormat hex = HexFormat.of();
        throw new CorruptException(
            "xar",
            heap + offset,
            "table of contents has "
                + style
                + " "
                + hex.formatHex(digest)
                + ", wanted "
                + hex.formatHex(stored));
      }
    }
  }

  private void requireExtentsInside() throws CorruptException {
    Source heap = file.slice(header.heap(), file.size() - header.heap());
    for (XarEntry entry : toc.ordered()) {
      heap.requireInside("xar", entry.offset(), entry.length());
    }
  }

  /** Returns all members in the order of the table of contents, parents before their children. */
  public List<XarEntry> entries() {
    return toc.ordered();
  }

  /** Finds a member by its whole path, such as {@code Foo.pkg/Payload}. */
  public Optional<XarEntry> find(String path) {
    return Optional.ofNullable(toc.byPath().get(path));
  }

  /** Returns the hash of the compressed table of contents, empty when the archive has none. */
  public byte[] tocDigest() {
    return digest.clone();
  }

  /**
   * Opens the content of a member. The stream verifies its length and its checksums when it gives
   * the last byte, and repeats a failure for ever.
   *
   * @throws UnsupportedFormatException when its encoding or checksum is not one that is read here
   */
  public InputStream open(XarEntry entry) throws IOException {
    if (entry.type() != XarEntry.Type.FILE && entry.length() == 0) {
      throw new UnsupportedFormatException(
          "xar",
          header.heap(),
          "member "
              + Member.printable(entry.path())
              + " is a "
              + entry.type()
              + ", which is not read");
    }
    long at = header.heap() + entry.offset();
    return new MemberStream(entry, file.slice(at, entry.length()).stream(), at);
  }

  /**
   * Reads the whole content of a small member.
   *
   * @throws LimitExceededException when it is over {@code limit} or 64 MiB
   */
  public byte[] read(XarEntry entry, int limit) throws IOException {
    int most = Math.min(limit, MAX_READ);
    if (entry.size() > most) {
      String what = "member " + Member.printable(entry.path()) + " of " + entry.size() + " bytes";
      throw new LimitExceededException("xar", header.heap() + entry.offset(), what, most);
    }
    try (InputStream in = open(entry)) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
