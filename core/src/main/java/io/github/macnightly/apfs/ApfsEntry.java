package io.github.macnightly.apfs;

import io.github.macnightly.decmpfs.Decmpfs;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.Dates;
import io.github.macnightly.volume.EntryType;
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

/** A file, directory or link of a volume. */
public final class ApfsEntry implements VolumeEntry {

  private static final int MAX_DEPTH = 1000;
  private static final int MAX_TARGET = 4096;

  /** What is compressed without a fork has 4 MiB at most, and does not grow by much. */
  private static final int MAX_COMPRESSION = (4 << 20) + 4096;

  private static final int READ_AHEAD = 128 << 10;
  private static final int PERMISSIONS = 07777;
  private static final int TYPE = 0170000;
  private static final int TYPE_DIRECTORY = 0040000;
  private static final int TYPE_FILE = 0100000;
  private static final int TYPE_SYMLINK = 0120000;

  private final ApfsVolume volume;
  private final String name;
  private final Level level;
  private final FileFacts facts;

  ApfsEntry(ApfsVolume volume, String name, Level level, FileFacts facts) {
    this.volume = volume;
    this.name = name;
    this.level = level;
    this.facts = facts;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EntryType type() {
    return switch (facts.inode().mode() & TYPE) {
      case TYPE_DIRECTORY -> EntryType.DIRECTORY;
      case TYPE_FILE -> EntryType.FILE;
      case TYPE_SYMLINK -> EntryType.SYMLINK;
      default -> EntryType.OTHER;
    };
  }

  @Override
  public long size() {
    return type() == EntryType.DIRECTORY ? 0 : facts.size();
  }

  @Override
  public int mode() {
    return facts.inode().mode() & PERMISSIONS;
  }

  @Override
  public int uid() {
    return facts.inode().owner();
  }

  @Override
  public int gid() {
    return facts.inode().group();
  }

  @Override
  public Dates dates() {
    return facts.inode().times().dates();
  }

  @Override
  public int flags() {
    return facts.inode().flags() & ~Inode.COMPRESSED;
  }

  /**
   * Returns the text of a symbolic link, "" for anything else.
   *
   * @throws CorruptException when it is missing, empty or not UTF-8
   * @throws LimitExceededException when it is longer than 4096 bytes
   */
  @Override
  public String linkTarget() throws IOException {
    if (type() != EntryType.SYMLINK) {
      return "";
    }
    byte[] bytes = target();
    int length = bytes.length > 0 && bytes[bytes.length - 1] == 0 ? bytes.length - 1 : bytes.length;
    try {
      ByteBuffer text = ByteBuffer.wrap(bytes, 0, length);
      String target = StandardCharsets.UTF_8.newDecoder().decode(text).toString();
      if (!target.isEmpty() && target.indexOf('\0') < 0) {
        return target;
      }
    } catch (CharacterCodingException e) {
      // Reported below: no path can be made of such bytes.
    }
    throw corrupt("symbolic link '" + name + "' has no usable target");
  }

  private byte[] target() throws IOException {
    Attribute attribute =
        volume
            .tree()
            .attribute(id(), FsTree.LINK_TARGET)
            .orElseThrow(() -> corrupt("symbolic link '" + name + "' has no target"));
    if (attribute.size() > MAX_TARGET) {
      throw new LimitExceededException(
          ApfsContainer.FORMAT, -1, "length of symbolic link '" + name + "'", MAX_TARGET);
    }
    return volume.tree().content(attribute, MAX_TARGET);
  }

  /**
   * Returns the entries of a directory in the order of the volume, none for anything else.
   *
   * @throws CorruptException when the records contradict each other here
   * @throws LimitExceededException for more than 1000 levels, or 40 MiB for this listing and those
   *     above it that it was reached through
   */
  @Override
  public List<VolumeEntry> children() throws IOException {
    if (type() != EntryType.DIRECTORY) {
      return List.of();
    }
    if (level.depth() >= MAX_DEPTH) {
      throw new LimitExceededException(
          ApfsContainer.FORMAT, -1, "depth of directory '" + name + "'", MAX_DEPTH);
    }
    return volume.children(this);
  }

  /**
   * Opens the content; directories and devices have none, that of a symbolic link is its text.
   * Compressed files come decoded.
   *
   * @throws io.github.macnightly.io.UnsupportedFormatException for a compression that is not read
   * @throws CorruptException when the content lies outside of the container, now or while reading
   */
  @Override
  public InputStream open() throws IOException {
    if (!facts.compressed()) {
      return stream(stored());
    }
    Attribute attribute =
        volume
            .tree()
            .attribute(id(), Decmpfs.ATTRIBUTE)
            .orElseThrow(() -> corrupt("compressed file '" + name + "' has no content"));
    return Decmpfs.read(volume.tree().content(attribute, MAX_COMPRESSION)).open(this::resourceFork);
  }

  @Override
  public Optional<Source> content() throws IOException {
    return facts.compressed() ? Optional.empty() : Optional.of(stored());
  }

  private Source stored() throws IOException {
    return switch (type()) {
      case FILE -> volume.tree().streams().open(facts.inode().stream(), facts.size());
      case SYMLINK -> Source.of(linkTarget().getBytes(StandardCharsets.UTF_8));
      default -> Source.of(new byte[0]);
    };
  }

  /**
   * {@inheritDoc}
   *
   * <p>This looks the first extent up; where the records are damaged the answer is 0, and reading
   * the content tells what is wrong.
   */
  @Override
  public long place() {
    try {
      if (facts.forkIsContent()) {
        long stream = fork().map(Attribute::stream).orElse(0L);
        return stream == 0 ? 0 : volume.tree().streams().place(stream);
      }
      boolean stored = type() == EntryType.FILE && !facts.compressed() && facts.size() > 0;
      return stored ? volume.tree().streams().place(facts.inode().stream()) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * Returns the extended attributes by name, without those that hold the target of a symbolic link,
   * the resource fork and the content of a compressed file.
   *
   * @throws CorruptException when the records contradict each other here
   * @throws LimitExceededException for more than 4096 attributes or 16 MiB
   */
  @Override
  public Map<String, byte[]> extendedAttributes() throws IOException {
    return volume.tree().attributes(facts);
  }

  @Override
  public long resourceForkSize() {
    return facts.forkIsContent() ? 0 : facts.forkSize();
  }

  @Override
  public InputStream openResourceFork() throws IOException {
    return resourceForkSize() == 0 ? InputStream.nullInputStream() : stream(resourceFork());
  }

  private Source resourceFork() throws IOException {
    return volume
        .tree()
        .open(fork().orElseThrow(() -> corrupt("file '" + name + "' has no resource fork")));
  }

  private Optional<Attribute> fork() throws IOException {
    return volume.tree().attribute(id(), FsTree.RESOURCE_FORK);
  }

  @Override
  public long hardLinkGroup() {
    return type() != EntryType.DIRECTORY && facts.inode().links() > 1 ? id() : 0;
  }

  long id() {
    return facts.inode().id();
  }

  Level level() {
    return level;
  }

  private static CorruptException corrupt(String detail) {
    return new CorruptException(ApfsContainer.FORMAT, -1, detail);
  }

  private static InputStream stream(Source content) {
    int ahead = (int) Math.max(1, Math.min(READ_AHEAD, content.size()));
    return new BufferedInputStream(content.stream(), ahead);
  }
}
