package io.github.macnightly.extract;

import io.github.macnightly.io.Source;
import io.github.macnightly.volume.Dates;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.VolumeEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** An entry that says what it is told to, true or not. */
final class MadeEntry implements VolumeEntry {

  private static final Instant DATE = Instant.parse("2006-03-04T05:06:07Z");

  private final String name;
  private final EntryType type;
  private Supplier<List<VolumeEntry>> children = List::of;
  private Map<String, byte[]> attributes = Map.of();
  private byte[] fork = new byte[0];
  private InputStream stream;
  private Source content = Source.of(new byte[0]);
  private String target = "";
  private long group;
  private long size;
  private int mode = 0755;

  private MadeEntry(String name, EntryType type) {
    this.name = name;
    this.type = type;
  }

  static MadeEntry other(String name) {
    return new MadeEntry(name, EntryType.OTHER);
  }

  static MadeEntry directory(String name, VolumeEntry... children) {
    return directory(name, () -> List.of(children));
  }

  static MadeEntry directory(String name, Supplier<List<VolumeEntry>> children) {
    MadeEntry entry = new MadeEntry(name, EntryType.DIRECTORY);
    entry.children = children;
    return entry;
  }

  static MadeEntry file(String name, String text) {
    return file(name, Source.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  static MadeEntry file(String name, Source content) {
    MadeEntry entry = new MadeEntry(name, EntryType.FILE);
    entry.content = content;
    entry.size = content.size();
    return entry;
  }

  /** A file that can only be read from its start. */
  static MadeEntry compressed(String name, long size, InputStream stream) {
    MadeEntry entry = new MadeEntry(name, EntryType.FILE);
    entry.stream = stream;
    entry.size = size;
    return entry;
  }

  static MadeEntry symlink(String name, String target) {
    MadeEntry entry = new MadeEntry(name, EntryType.SYMLINK);
    entry.target = target;
    return entry;
  }

  MadeEntry linked(long sharedNumber) {
    group = sharedNumber;
    return this;
  }

  MadeEntry mode(int value) {
    mode = value;
    return this;
  }

  MadeEntry attribute(String key, byte[] value) {
    attributes = Map.of(key, value);
    return this;
  }

  MadeEntry fork(byte[] value) {
    fork = value;
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EntryType type() {
    return type;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int mode() {
    return mode;
  }

  @Override
  public int uid() {
    return 501;
  }

  @Override
  public int gid() {
    return 20;
  }

  @Override
  public Dates dates() {
    return new Dates(DATE, DATE, DATE, DATE);
  }

  @Override
  public int flags() {
    return 0;
  }

  @Override
  public String linkTarget() {
    return target;
  }

  @Override
  public List<VolumeEntry> children() {
    return children.get();
  }

  @Override
  public InputStream open() {
    return stream == null ? content.stream() : stream;
  }

  @Override
  public Optional<Source> content() throws IOException {
    return stream == null ? Optional.of(content) : Optional.empty();
  }

  @Override
  public long place() {
    return 0;
  }

  @Override
  public Map<String, byte[]> extendedAttributes() {
    return attributes;
  }

  @Override
  public long resourceForkSize() {
    return fork.length;
  }

  @Override
  public InputStream openResourceFork() {
    return new ByteArrayInputStream(fork);
  }

  @Override
  public long hardLinkGroup() {
    return group;
  }
}
