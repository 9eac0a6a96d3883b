package io.github.macnightly.install;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Paths where the disk has a directory and the payload something else, or the other way round. What
 * an earlier version of the package brought makes room for the new one; anything else stays, and
 * the package is refused.
 */
record Clashes(ObsoleteFiles obsolete) {

  /**
   * Lets go of what is at a path, or refuses.
   *
   * @param path path of the root
   * @param there where that lies on this machine; it is there, and of another kind
   * @param wanted what the payload has there, such as {@code a directory}
   * @throws FileAlreadyExistsException when somebody else may need what is there
   */
  void makeRoom(String path, Path there, String wanted) throws IOException {
    String reason = obsolete.release(path, there);
    if (!reason.isEmpty()) {
      throw new FileAlreadyExistsException(
          path,
          null,
          "is "
              + kind(there)
              + ", where the payload has "
              + wanted
              + ", and "
              + reason
              + "; move it away and run again");
    }
  }

  private static String kind(Path there) {
    if (Files.isSymbolicLink(there)) {
      return "a symbolic link";
    }
    return Files.isDirectory(there, LinkOption.NOFOLLOW_LINKS) ? "a directory" : "a file";
  }
}
