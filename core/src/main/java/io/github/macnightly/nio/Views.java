package io.github.macnightly.nio;

import java.io.IOException;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The views of an entry's attributes; none of them writes. */
final class Views {

  /** The name of the view of extended attributes. */
  static final String USER = "user";

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
        ? type.cast(new ExtendedView(path, follow))
        : null;
  }

  /**
   * Returns values of extended attributes as the JDK's own providers do, an array of bytes each.
   *
   * @param names joined by commas, or {@code *} for all
   */
  static Map<String, Object> extended(ImagePath path, boolean follow, String names)
      throws IOException {
    ExtendedView view = new ExtendedView(path, follow);
    List<String> wanted = List.of(names.split(","));
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : wanted.contains("*") ? view.list() : wanted) {
      values.put(name, view.value(name));
    }
    return values;
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
}
