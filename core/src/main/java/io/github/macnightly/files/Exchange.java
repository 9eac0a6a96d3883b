package io.github.macnightly.files;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * The atomic exchange of two names by the C library. It is a class of its own so that JNA, which
 * costs a tenth of a second, is loaded only when something is exchanged.
 */
final class Exchange {

  private static final int AT_FDCWD = -100;
  private static final int RENAME_EXCHANGE = 2;
  private static final int RENAME_SWAP = 2;

  private static final int EPERM = 1;
  private static final int ENOENT = 2;
  private static final int EACCES = 13;
  private static final int EBUSY = 16;
  private static final int EXDEV = 18;

  /** ENOSYS, EINVAL and ENOTSUP/EOPNOTSUPP of Linux (38, 22, 95) and macOS (78, 22, 45, 102). */
  private static final Set<Integer> CANNOT_LINUX = Set.of(38, 22, 95);

  private static final Set<Integer> CANNOT_MAC = Set.of(78, 22, 45, 102);

  private Exchange() {}

  /**
   * Exchanges two names on one file system.
   *
   * @return false when the kernel or the file system does not offer it
   * @throws LinkageError when JNA or the C function cannot be loaded
   */
  static boolean swap(Path one, Path other) throws IOException {
    try {
      call(bytes(one), bytes(other));
      return true;
    } catch (LastErrorException e) {
      int errno = e.getErrorCode();
      if ((Platform.isMac() ? CANNOT_MAC : CANNOT_LINUX).contains(errno)) {
        return false;
      }
      throw failure(one, other, errno);
    }
  }

  private static void call(byte[] one, byte[] other) {
    if (Platform.isMac()) {
      Function.getFunction("c", "renamex_np", Function.THROW_LAST_ERROR)
          .invokeInt(new Object[] {one, other, RENAME_SWAP});
    } else {
      Function.getFunction("c", "renameat2", Function.THROW_LAST_ERROR)
          .invokeInt(new Object[] {AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE});
    }
  }

  /** Returns the path in the encoding that the JDK uses for file names, with the closing zero. */
  static byte[] bytes(Path path) {
    Charset names =
        Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));
    byte[] text = path.toString().getBytes(names);
    return Arrays.copyOf(text, text.length + 1);
  }

  private static IOException failure(Path one, Path other, int errno) {
    String from = one.toString();
    String to = other.toString();
    return switch (errno) {
      case EACCES -> new AccessDeniedException(from, to, "Permission denied");
      case EPERM -> new FileSystemException(from, to, "Operation not permitted");
      case ENOENT -> new NoSuchFileException(from, to, "one of the two is gone");
      case EBUSY -> new FileSystemException(from, to, "Device or resource busy");
      case EXDEV -> new FileSystemException(from, to, "Invalid cross-device link");
      default -> new FileSystemException(from, to, "exchange failed with error " + errno);
    };
  }
}
