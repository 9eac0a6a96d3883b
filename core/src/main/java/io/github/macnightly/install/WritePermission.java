package io.github.macnightly.install;

import io.github.macnightly.files.RootedPaths;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Tells a plan what the run would be refused for: directories that we may not change. */
final class WritePermission {

  private final RootedPaths root;

  /** Directories that are there and may be changed. */
  private final Set<Path> granted = new HashSet<>();

  private String last;

  WritePermission(RootedPaths root) {
    this.root = root;
  }

  /**
   * Requires that something can be put into a directory of the root; of one that is not there, that
   * it can be made.
   *
   * @throws FileSystemException when not, with the reason that the run would have
   */
  void require(String directory) throws IOException {
    if (directory.equals(last)) {
      return;
    }
    last = directory;
    String path = directory;
    Path there = locate(path);
    while (!Files.exists(there) && !path.isEmpty()) {
      path = path.substring(0, path.lastIndexOf('/'));
      there = locate(path);
    }
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    require(there);
  }

  private Path locate(String directory) throws IOException {
    return root.resolveDirectory(directory.isEmpty() ? "/" : directory);
  }

  private void require(Path there) throws IOException {
    if (granted.contains(there)) {
      return;
    }
    if (!Files.isDirectory(there)) {
      throw new FileAlreadyExistsException(
          there.toString(), null, "is no directory; move it away first");
    }
    if (!Files.isWritable(there)) {
      throw Files.getFileStore(there).isReadOnly()
          ? new FileSystemException(there.toString(), null, "Read-only file system")
          : new AccessDeniedException(there.toString());
    }
    granted.add(there);
  }
}
