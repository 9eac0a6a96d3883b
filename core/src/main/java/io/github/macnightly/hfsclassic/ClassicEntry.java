package io.github.macnightly.hfsclassic;

import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.Dates;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.FinderInfo;
import io.github.macnightly.volume.VolumeEntry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A file or directory of a classic HFS volume. */
final class ClassicEntry implements VolumeEntry {

  private static final int MAX_DEPTH = 1000;
  private static final int READ_AHEAD = 128 << 10;
  private static final int IMMUTABLE = 0x2;
  private static final int HIDDEN = 0x8000;

  private final ClassicVolume volume;
  private final CatalogRecord record;
  private final String name;
  private final int depth;

  /** The depth counts the directories above. */
  ClassicEntry(ClassicVolume volume, CatalogRecord record, int depth) throws IOException {
    this.volume = volume;
    this.record = record;
    this.name = Names.shown(record.name(), record.script());
    this.depth = depth;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EntryType type() {
    return record.folder() ? EntryType.DIRECTORY : EntryType.FILE;
  }

  @Override
  public long size() {
    return record.data().size();
  }

  @Override
  public int mode() {
    return record.folder() ? 0755 : 0644;
  }

  @Override
  public int uid() {
    return 0;
  }

  @Override
  public int gid() {
    return 0;
  }

  @Override
  public Dates dates() {
    return record.dates();
  }

  /** Returns the lock as immutable and the Finder's invisible bit as hidden. */
  @Override
  public int flags() {
    return (record.locked() ? IMMUTABLE : 0) | (record.invisible() ? HIDDEN : 0);
  }

  @Override
  public String linkTarget() {
    return "";
  }

  /**
   * Returns the entries of a directory in the order of the volume, none for a file.
   *
   * @throws io.github.macnightly.io.CorruptException when the catalog contradicts itself here
   * @throws LimitExceededException for more than 65,535 entries or 1000 levels
   */
  @Override
  public List<VolumeEntry> children() throws IOException {
    if (!record.folder()) {
      return List.of();
    }
    if (depth >= MAX_DEPTH) {
      throw new LimitExceededException(
          ClassicVolume.FORMAT, -1, "depth of directory '" + name + "'", MAX_DEPTH);
    }
    return volume.children(record, depth);
  }

  @Override
  public InputStream open() throws IOException {
    return stream(dataFork());
  }

  @Override
  public Optional<Source> content() throws IOException {
    return Optional.of(dataFork());
  }

  @Override
  public long place() {
    return volume.forks().place(record.data());
  }

  @Override
  public Map<String, byte[]> extendedAttributes() {
    Map<String, byte[]> attributes = new TreeMap<>();
    byte[] finder = FinderInfo.visible(record.finder(), false);
    if (!FinderInfo.isBlank(finder)) {
      attributes.put(FinderInfo.ATTRIBUTE, finder);
    }
    return attributes;
  }

  @Override
  public long resourceForkSize() {
    return record.resource().size();
  }

  @Override
  public InputStream openResourceFork() throws IOException {
    return stream(volume.forks().open(record.resource(), record.id(), Forks.RESOURCE));
  }

  @Override
  public long hardLinkGroup() {
    return 0;
  }

  private Source dataFork() throws IOException {
    return volume.forks().open(record.data(), record.id(), Forks.DATA);
  }

  private static InputStream stream(Source fork) {
    int ahead = (int) Math.max(1, Math.min(READ_AHEAD, fork.size()));
    return new BufferedInputStream(fork.stream(), ahead);
  }
}
