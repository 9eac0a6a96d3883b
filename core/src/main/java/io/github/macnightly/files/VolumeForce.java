package io.github.macnightly.files;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Forces all of a volume by one call of the C library, syncfs(2) of Linux. For the two dozen files
 * of an application it takes a fraction of what forcing each takes: one commit of the file system's
 * journal instead of many. A class of its own so that JNA is loaded only when there is much to
 * force.
 */
final class VolumeForce {

  private static final int O_RDONLY_CLOEXEC = 02000000;

  private VolumeForce() {}

  /**
   * Tells whether the kernel reports a failed write from syncfs, as it does since Linux 5.8; an
   * earlier one would let it pass.
   */
  static boolean isTrustworthy(String kernel) {
    String[] parts = kernel.split("[^0-9]+", 3);
    try {
      int major = Integer.parseInt(parts[0]);
      return major > 5 || (major == 5 && Integer.parseInt(parts[1]) >= 8);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return false;
    }
  }

  /**
   * Forces the volume that a file or directory lies on.
   *
   * @return false when this system cannot do it
   * @throws LinkageError when JNA or the C function cannot be loaded
   */
  static boolean force(Path path) throws IOException {
    if (!Platform.isLinux() || !isTrustworthy(System.getProperty("os.version", ""))) {
      return false;
    }
    try {
      int file = call("open", Exchange.bytes(path), O_RDONLY_CLOEXEC);
      try {
        call("syncfs", file);
      } finally {
        call("close", file);
      }
      return true;
    } catch (LastErrorException e) {
      throw new FileSystemException(
          path.toString(), null, "forcing its volume failed: " + e.getMessage());
    }
  }

  private static int call(String function, Object... arguments) {
    return Function.getFunction("c", function, Function.THROW_LAST_ERROR).invokeInt(arguments);
  }
}
