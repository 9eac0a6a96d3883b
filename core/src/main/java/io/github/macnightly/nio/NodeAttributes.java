package io.github.macnightly.nio;

import io.github.macnightly.volume.Dates;
import io.github.macnightly.volume.EntryType;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a volume says of an entry. Owners are numbers, as a disk image knows no names. */
record NodeAttributes(Node node) implements PosixFileAttributes {

  private static final int USUAL_DIRECTORY = 0755;

  @Override
  public FileTime lastModifiedTime() {
    return FileTime.from(dates().modified());
  }

  @Override
  public FileTime lastAccessTime() {
    return FileTime.from(dates().accessed());
  }

  @Override
  public FileTime creationTime() {
    return FileTime.from(dates().created());
  }

  private Dates dates() {
    return node.entry() == null
        ? new Dates(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH)
        : node.entry().dates();
  }

  @Override
  public boolean isRegularFile() {
    return node.type() == EntryType.FILE;
  }

  @Override
  public boolean isDirectory() {
    return node.type() == EntryType.DIRECTORY;
  }

  @Override
  public boolean isSymbolicLink() {
    return node.type() == EntryType.SYMLINK;
  }

  @Override
  public boolean isOther() {
    return node.type() == EntryType.OTHER;
  }

  @Override
  public long size() {
    return node.entry() == null ? 0 : node.entry().size();
  }

  /** Hard links to one file have one key; other entries are known by their path. */
  @Override
  public Object fileKey() {
    long group = node.entry() == null ? 0 : node.entry().hardLinkGroup();
    String volume = Integer.toHexString(System.identityHashCode(node.volume()));
    return volume + ":" + (group == 0 ? node.inside() : Long.toString(group));
  }

  @Override
  public UserPrincipal owner() {
    return new Number(Integer.toUnsignedString(node.entry() == null ? 0 : node.entry().uid()));
  }

  @Override
  public GroupPrincipal group() {
    return new Number(Integer.toUnsignedString(node.entry() == null ? 0 : node.entry().gid()));
  }

  @Override
  public Set<PosixFilePermission> permissions() {
    int mode = node.entry() == null ? USUAL_DIRECTORY : node.entry().mode();
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    List<PosixFilePermission> all = List.of(PosixFilePermission.values());
    for (int i = 0; i < all.size(); i++) {
      if ((mode & 0400 >> i) != 0) {
        permissions.add(all.get(i));
      }
    }
    return permissions;
  }

  /** The number of an owner or of a group. */
  private record Number(String getName) implements GroupPrincipal {
    @Override
    public String toString() {
      return getName;
    }
  }
}
