package io.github.macnightly.image;

import io.github.macnightly.hfs.HfsEntry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** An entry of an HFS+ volume. */
record HfsImageEntry(HfsEntry entry) implements ImageEntry {

  static final String FINDER_INFO = "com.apple.FinderInfo";

  @Override
  public String name() {
    return entry.name();
  }

  @Override
  public Type type() {
    return switch (entry.type()) {
      case FILE -> Type.FILE;
      case DIRECTORY -> Type.DIRECTORY;
      case SYMLINK -> Type.SYMLINK;
      case OTHER -> Type.OTHER;
    };
  }

  @Override
  public long size() {
    return entry.size();
  }

  @Override
  public int mode() {
    return entry.mode();
  }

  @Override
  public int uid() {
    return entry.uid();
  }

  @Override
  public int gid() {
    return entry.gid();
  }

  @Override
  public Instant modified() {
    return entry.modified();
  }

  @Override
  public String linkTarget() throws IOException {
    return entry.linkTarget();
  }

  @Override
  public List<ImageEntry> children() throws IOException {
    List<HfsEntry> entries = entry.children();
    List<ImageEntry> children = new ArrayList<>(entries.size());
    for (HfsEntry child : entries) {
      children.add(new HfsImageEntry(child));
    }
    return children;
  }

  @Override
  public InputStream open() throws IOException {
    return entry.open();
  }

  @Override
  public Map<String, byte[]> extendedAttributes() throws IOException {
    Map<String, byte[]> attributes = entry.extendedAttributes();
    byte[] finder = visibleFinderInfo();
    if (!Arrays.equals(finder, new byte[finder.length])) {
      attributes.put(FINDER_INFO, finder);
    }
    return attributes;
  }

  /** The kernel keeps a number, a date and a counter in the second half, and blanks them. */
  private byte[] visibleFinderInfo() {
    byte[] info = entry.finderInfo();
    Arrays.fill(info, 16, 24, (byte) 0);
    Arrays.fill(info, 28, 32, (byte) 0);
    if (type() == Type.SYMLINK) {
      Arrays.fill(info, 0, 8, (byte) 0);
    }
    return info;
  }

  @Override
  public long resourceForkSize() {
    return entry.resourceForkSize();
  }

  @Override
  public InputStream openResourceFork() throws IOException {
    return entry.openResourceFork();
  }

  @Override
  public long hardLinkGroup() {
    return entry.hardLinkGroup();
  }
}
