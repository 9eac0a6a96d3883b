package io.github.macnightly.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The views of an entry's attributes; none of them writes. */
final class Views {

  private Views() {}

  /** Returns a view, or null for a kind that there is not. */
  static <V extends FileAttributeView> V of(ImagePath path, Class<V> type, boolean follow) {
    if (type == BasicFileAttributeView.class) {
      return type.cast(new Posix(path, follow, "basic"));
    }
    if (type == PosixFileAttributeView.class) {
      return type.cast(new Posix(path, follow, "posix"));
    }
    if (type == FileOwnerAttributeView.class) {
      return type.cast(new Posix(path, follow, "owner"));
    }
    return type == UserDefinedFileAttributeView.class
        ? type.cast(new Extended(path, follow))
        : null;
  }

  /** Permissions, owners and dates. */
  private record Posix(ImagePath path, boolean follow, String name)
      implements PosixFileAttributeView {

    @Override
    public NodeAttributes readAttributes() throws IOException {
      return new NodeAttributes(path.node(follow));
    }

    @Override
    public UserPrincipal getOwner() throws IOException {
      return readAttributes().owner();
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> permissions) {
      throw new ReadOnlyFileSystemException();
    }

    @Override
    public void setGroup(GroupPrincipal group) {
      throw new ReadOnlyFileSystemException();
    }

    @Override
    public void setOwner(UserPrincipal owner) {
      throw new ReadOnlyFileSystemException();
    }

    @Override
    public void setTimes(FileTime modified, FileTime accessed, FileTime created) {
      throw new ReadOnlyFileSystemException();
    }
  }

  /** The extended attributes by the names that macOS uses. */
  private record Extended(ImagePath path, boolean follow) implements UserDefinedFileAttributeView {

    @Override
    public String name() {
      return "user";
    }

    @Override
    public List<String> list() throws IOException {
      return List.copyOf(values().keySet());
    }

    @Override
    public int size(String attribute) throws IOException {
      return value(attribute).length;
    }

    @Override
    public int read(String attribute, ByteBuffer target) throws IOException {
      byte[] value = value(attribute);
      if (value.length > target.remaining()) {
        throw new FileSystemException(
            path.toString(), null, attribute + " has " + value.length + " bytes");
      }
      target.put(value);
      return value.length;
    }

    private byte[] value(String attribute) throws IOException {
      byte[] value = values().get(attribute);
      if (value == null) {
        throw new FileSystemException(path.toString(), null, "has no attribute " + attribute);
      }
      return value;
    }

    private Map<String, byte[]> values() throws IOException {
      Node node = path.node(follow);
      return node.entry() == null ? Map.of() : node.entry().extendedAttributes();
    }

    @Override
    public int write(String attribute, ByteBuffer source) {
      throw new ReadOnlyFileSystemException();
    }

    @Override
    public void delete(String attribute) {
      throw new ReadOnlyFileSystemException();
    }
  }
}
