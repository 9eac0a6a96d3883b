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
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
  private final Verdicts verdicts = new Verdicts();

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
    if (digest.length == 0 && !toc.signatures().isEmpty()) {
      throw new CorruptException(
          "xar", 24, "archive is signed but its table of contents has no checksum");
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
    for (XarSignature signature : toc.signatures()) {
      heap.requireInside("xar", signature.offset(), signature.size());
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
   * Returns the name of the algorithm of {@link #tocDigest()} without hyphens and in lower case,
   * such as {@code sha1}; {@code none} when the archive has no digest.
   */
  public String tocDigestAlgorithm() {
    return header.algorithm();
  }

  /**
   * Returns the signatures that the table of contents names, in its order; empty when the archive
   * is not signed. What they sign is {@link #tocDigest()}, the digest of the very bytes that the
   * members were read from, which was found equal to the digest that the heap stores.
   */
  public List<XarSignature> signatures() {
    return toc.signatures();
  }

  /**
   * Reads the place of a signature, its padding included.
   *
   * @throws LimitExceededException when it is over {@code limit} bytes
   */
  public byte[] read(XarSignature signature, int limit) throws IOException {
    long at = header.heap() + signature.offset();
    if (signature.size() > limit) {
      String what = "signature of " + signature.size() + " bytes";
      throw new LimitExceededException("xar", at, what, limit);
    }
    return file.read(at, (int) signature.size()).array();
  }

  /**
   * Returns when the table of contents says it was written, in UTC. Good packages hold times that
   * do not exist, so one that cannot be read is none.
   */
  public Optional<Instant> creationTime() {
    try {
      String text = toc.created();
      return Optional.of(Instant.parse(text.endsWith("Z") ? text : text + "Z"));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns how many bytes between the start of the heap and the end of what lies in it belong to
   * nothing in the table of contents. No signature covers them.
   */
  public long heapGaps() {
    return coverage().gaps();
  }

  /**
   * Returns what follows the heap: the bytes after the last one that belongs to anything in the
   * table of contents. No signature covers them.
   */
  public Source trailer() throws IOException {
    long start = header.heap() + coverage().end();
    return file.slice(start, file.size() - start);
  }

  private Coverage coverage() {
    Coverage coverage = new Coverage();
    long heap = file.size() - header.heap();
    if (digest.length > 0) {
      coverage.add(Long.parseLong(toc.checksum().get("offset")), digest.length);
    }
    toc.signatures().forEach(s -> coverage.add(s.offset(), s.size()));
    toc.ordered().forEach(e -> coverage.add(e.offset(), e.length()));
    for (long[] attribute : toc.attributes()) {
      if (attribute[0] <= heap - attribute[1]) { // attributes are not read, so not refused either
        coverage.add(attribute[0], attribute[1]);
      }
    }
    return coverage;
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
              + Member.kind(entry.type())
              + ", which is not read");
    }
    long at = header.heap() + entry.offset();
    return new MemberStream(entry, stored(entry).stream(), at, verdicts);
  }

  /**
   * Compares members with their checksums without handing them out: the stored bytes, or the
   * content where only that has a sound checksum. What was read to its end through {@link #open}
   * has been compared and is not read again.
   *
   * @param which the members; those without content or without a checksum always pass
   * @throws io.github.macnightly.io.FormatException when one differs, or cannot be compared
   */
  public void compare(Predicate<XarEntry> which) throws IOException {
    MemberCheck check = new MemberCheck(this, verdicts, 2 * file.size());
    for (XarEntry entry : toc.ordered()) {
      if (which.test(entry)) {
        check.compare(entry, header.heap() + entry.offset());
      }
    }
  }

  /** Returns what differed in the first member that was not what its checksum says, if any was. */
  public Optional<String> mismatch() {
    return verdicts.mismatch();
  }

  /**
   * Returns the stored bytes of a member, which for the encoding {@code octet-stream} are its
   * content, for whoever wants to read them in any order. Nothing compares their checksums: {@link
   * #open} must be read to its end too before they are used.
   */
  public Source stored(XarEntry entry) throws CorruptException {
    return file.slice(header.heap() + entry.offset(), entry.length());
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
