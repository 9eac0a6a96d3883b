package io.github.macnightly.hfs;

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

  private final HfsVolume volume;
  private final Place place;
  private final CatalogRecord record;
  private final Compression compression;

  /** The compression is null for a file that is stored as it is. */
  HfsEntry(HfsVolume volume, Place place, CatalogRecord record, Compression compression) {
    this.volume = volume;
    this.place = place;
    this.record = record;
    this.compression = compression;
  }

  @Override
  public String name() {
    return Names.shown(place.listed.name());
  }

  @Override
  public EntryType type() {
    if (record.folder()) {
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
      return record.folder() ? 0755 : 0644;
    }
    return record.mode() & PERMISSIONS;
  }

  @Override
  public int uid() {
    return (int) record.uid();
  }

  @Override
  public int gid() {
    return (int) record.gid();
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
        : Optional.of(volume.forks().open(record.data(), record.id(), Forks.DATA));
  }

  @Override
  public long place() {
    boolean elsewhere = compression != null && compression.usesResourceFork();
    return volume.forks().place(elsewhere ? record.resource() : record.data());
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
   * @throws LimitExceededException for more than 250,000 entries or 1000 levels
   */
  @Override
  public List<VolumeEntry> children() throws IOException {
    if (!record.folder()) {
      return List.of();
    }
    if (place.depth >= MAX_DEPTH) {
      throw new LimitExceededException(
          HfsVolume.FORMAT, id(), "depth of directory '" + name() + "'", MAX_DEPTH);
    }
    return volume.children(this);
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
      return compression.open(this::resourceFork);
    }
    return stream(volume.forks().open(record.data(), record.id(), Forks.DATA));
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
   * Returns the extended attributes by name, without the one that compression uses and without
   * Finder information and resource fork, which are stored elsewhere.
   *
   * @throws CorruptException when the attributes file contradicts itself here
   * @throws LimitExceededException for more than 16 MiB
   */
  @Override
  public Map<String, byte[]> extendedAttributes() throws IOException {
    Map<String, byte[]> all = volume.attributes().of(record.id());
    if (compression != null) {
      all.remove(Compression.ATTRIBUTE);
    }
    byte[] finder = FinderInfo.visible(record.finderInfo(), type() == EntryType.SYMLINK);
    if (!FinderInfo.isBlank(finder)) {
      all.put(FinderInfo.ATTRIBUTE, finder);
    }
    return all;
  }

  @Override
  public long hardLinkGroup() {
    return isLink() ? record.id() : 0;
  }

  boolean isLink() {
    return !place.listed.equals(place.content);
  }

  long id() {
    return record.id();
  }

  int depth() {
    return place.depth;
  }

  /** Returns the record with the key under which it is listed, not this name for a hard link. */
  Catalog.Item contentItem() {
    return new Catalog.Item(place.content, record);
  }

  private Source resourceFork() throws IOException {
    return volume.forks().open(record.resource(), record.id(), Forks.RESOURCE);
  }

  private static InputStream stream(Source fork) {
    int ahead = (int) Math.max(1, Math.min(READ_AHEAD, fork.size()));
    return new BufferedInputStream(fork.stream(), ahead);
  }

  /** Where an entry is listed, where its content is, and how many directories are above it. */
  record Place(CatalogKey listed, CatalogKey content, int depth) {}
}
