package io.github.macnightly.hfs;

import io.github.macnightly.decmpfs.Decmpfs;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.Dates;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.FinderInfo;
import io.github.macnightly.volume.VolumeEntry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file, directory or link of an HFS+ volume. Hard links have been followed: everything but the
 * name is that of the content they share.
 */
public final class HfsEntry implements VolumeEntry {

  private static final int MAX_DEPTH = 1000;
  private static final int MAX_TARGET = 4096;
  private static final int READ_AHEAD = 128 << 10;
  private static final int SYMLINK = 0x736C6E6B; // "slnk"
  private static final int SYMLINK_CREATOR = 0x72686170; // "rhap"
  private static final int PERMISSIONS = 07777;
  private static final int TYPE = 0170000;
  private static final int TYPE_FILE = 0100000;
  private static final int TYPE_SYMLINK = 0120000;

  private final Visit visit;
  private final Listing listing;
  private final String name;
  private final CatalogRecord record;
  private final CatalogKey linked;
  private final Decmpfs compression;
  private final short depth;
  private final boolean belowLink;

  /** Makes the root directory. */
  HfsEntry(Visit visit, CatalogKey key, CatalogRecord record) {
    this.visit = visit;
    this.listing = null;
    this.name = key.name();
    this.record = record;
    this.linked = null;
    this.compression = null;
    this.depth = 0;
    this.belowLink = false;
  }

  /**
   * Makes an entry of a directory.
   *
   * @param listing in which it is
   * @param content what is under this name, or what a hard link of this name leads to
   * @param compression null for a file that is stored as it is
   */
  HfsEntry(Listing listing, String name, Content content, Decmpfs compression) {
    HfsEntry parent = listing.directory();
    this.visit = parent.visit;
    this.listing = listing;
    this.name = name;
    this.record = content.record;
    this.linked = content.linked;
    this.compression = compression;
    this.depth = (short) (parent.depth + 1);
    this.belowLink = parent.belowLink || linked != null;
  }

  @Override
  public String name() {
    return Names.shown(name);
  }

  @Override
  public EntryType type() {
    if (record.isFolder()) {
      return EntryType.DIRECTORY;
    }
    int type = record.mode() & TYPE;
    if (type == TYPE_SYMLINK || record.isOfType(SYMLINK, SYMLINK_CREATOR)) {
      return EntryType.SYMLINK;
    }
    return type == TYPE_FILE || type == 0 ? EntryType.FILE : EntryType.OTHER;
  }

  @Override
  public long size() {
    return compression != null ? compression.size() : record.data().size();
  }

  @Override
  public int mode() {
    if ((record.mode() & TYPE) == 0) {
      return record.isFolder() ? 0755 : 0644;
    }
    return record.mode() & PERMISSIONS;
  }

  @Override
  public int uid() {
    return record.uid();
  }

  @Override
  public int gid() {
    return record.gid();
  }

  @Override
  public Dates dates() {
    return record.dates();
  }

  @Override
  public int flags() {
    return record.visibleFlags();
  }

  @Override
  public Optional<Source> content() throws IOException {
    return compression != null
        ? Optional.empty()
        : Optional.of(forks().open(record.data(), record.id(), Forks.DATA));
  }

  @Override
  public long place() {
    boolean elsewhere = compression != null && compression.usesResourceFork();
    return forks().place(elsewhere ? record.resource() : record.data());
  }

  /**
   * Returns the text of a symbolic link, "" for anything else.
   *
   * @throws CorruptException when it is empty or not UTF-8
   * @throws LimitExceededException when it is longer than 4096 bytes
   */
  @Override
  public String linkTarget() throws IOException {
    if (type() != EntryType.SYMLINK) {
      return "";
    }
    if (size() > MAX_TARGET) {
      throw new LimitExceededException(
          HfsVolume.FORMAT, id(), "length of symbolic link '" + name() + "'", MAX_TARGET);
    }
    byte[] bytes;
    try (InputStream content = open()) {
      bytes = content.readAllBytes();
    }
    try {
      String target = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (!target.isEmpty() && target.indexOf('\0') < 0) {
        return target;
      }
    } catch (CharacterCodingException e) {
      // Reported below: no path can be made of such bytes.
    }
    throw new CorruptException(
        HfsVolume.FORMAT, id(), "symbolic link '" + name() + "' has no usable target");
  }

  /**
   * Returns the entries of a directory in the order of the volume, none for anything else. What the
   * file system keeps for itself in the root directory is left out.
   *
   * @throws CorruptException when the catalog contradicts itself here
   * @throws LimitExceededException for more than 250,000 entries, 1000 levels, or 56 MiB for this
   *     listing and those above it that it was reached through
   */
  @Override
  public List<VolumeEntry> children() throws IOException {
    if (!record.isFolder()) {
      return List.of();
    }
    if (depth >= MAX_DEPTH) {
      throw new LimitExceededException(
          HfsVolume.FORMAT, id(), "depth of directory '" + name() + "'", MAX_DEPTH);
    }
    requireNoCycle();
    List<VolumeEntry> children = visit.volume().children(this);
    if (belowLink) {
      visit.countBelowLinks(id(), children.size());
    }
    return children;
  }

  /** Only a hard link can lead up: any other directory is where its thread says that it is. */
  private void requireNoCycle() throws CorruptException {
    for (HfsEntry above = parent(); linked != null && above != null; above = above.parent()) {
      if (above.id() == id()) {
        throw new CorruptException(
            HfsVolume.FORMAT, id(), "hard link '" + name() + "' leads to a directory above it");
      }
    }
  }

  /**
   * Opens the content; directories and devices have none. Compressed files come decoded.
   *
   * @throws io.github.macnightly.io.UnsupportedFormatException for a compression that is not read
   * @throws CorruptException when the content lies outside of the volume, now or while reading
   */
  @Override
  public InputStream open() throws IOException {
    if (compression != null) {
      return visit.volume().compression(id()).open(this::resourceFork);
    }
    return stream(forks().open(record.data(), record.id(), Forks.DATA));
  }

  @Override
  public long resourceForkSize() {
    boolean taken = compression != null && compression.usesResourceFork();
    return taken ? 0 : record.resource().size();
  }

  @Override
  public InputStream openResourceFork() throws IOException {
    return resourceForkSize() == 0 ? InputStream.nullInputStream() : stream(resourceFork());
  }

  /**
   * Returns the extended attributes by name, Finder information among them; without the one that
   * compression uses and without the resource fork, which are shown as what they stand for.
   *
   * @throws CorruptException when the attributes file contradicts itself here
   * @throws LimitExceededException for more than 16 MiB
   */
  @Override
  public Map<String, byte[]> extendedAttributes() throws IOException {
    Map<String, byte[]> all =
        record.mayHaveAttributes()
            ? visit.volume().attributes().of(record.id())
            : new LinkedHashMap<>();
    if (compression != null) {
      all.remove(Decmpfs.ATTRIBUTE);
    }
    byte[] finder = FinderInfo.visible(record.finderInfo(), type() == EntryType.SYMLINK);
    if (!FinderInfo.isBlank(finder)) {
      all.put(FinderInfo.ATTRIBUTE, finder);
    }
    return all;
  }

  @Override
  public long hardLinkGroup() {
    return linked == null ? 0 : record.id();
  }

  long id() {
    return record.id();
  }

  /** Returns the listing that it was found in, null for the root directory. */
  Listing listing() {
    return listing;
  }

  private HfsEntry parent() {
    return listing == null ? null : listing.directory();
  }

  CatalogRecord record() {
    return record;
  }

  /** Returns the key under which the directory itself is listed, not this name for a hard link. */
  CatalogKey key() {
    if (linked != null) {
      return linked;
    }
    return new CatalogKey(listing == null ? Catalog.ROOT_PARENT : parent().id(), name);
  }

  private Forks forks() {
    return visit.volume().forks();
  }

  private Source resourceFork() throws IOException {
    return forks().open(record.resource(), record.id(), Forks.RESOURCE);
  }

  private static InputStream stream(Source fork) {
    int ahead = (int) Math.max(1, Math.min(READ_AHEAD, fork.size()));
    return new BufferedInputStream(fork.stream(), ahead);
  }

  /**
   * The record of an entry.
   *
   * @param linked where the catalog lists it, when a hard link leads to it; otherwise null
   */
  record Content(CatalogRecord record, CatalogKey linked) {}
}
