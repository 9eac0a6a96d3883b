package io.github.macnightly.files;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Extended attributes, resource forks and file flags on macOS, where the JDK cannot set them: its
 * view puts {@code user.} before each name. A class of its own so that JNA is loaded only on a Mac,
 * and only when there is something to set.
 *
 * <p>It follows the manual pages setxattr(2) and chflags(2) and has not been run: the tests of this
 * project run on Linux.
 */
final class MacExtras {

  private static final int XATTR_NOFOLLOW = 1;
  private static final int OWNER_FLAGS = 0xffff;

  private MacExtras() {}

  /**
   * Sets an extended attribute; a link is not followed.
   *
   * @return false when the file system or the kernel refuses it
   * @throws LinkageError when JNA or the C function cannot be loaded
   */
  static boolean set(Path path, String name, byte[] value) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    Object[] arguments = {
      Exchange.bytes(path),
      Arrays.copyOf(text, text.length + 1),
      value,
      (long) value.length,
      0,
      XATTR_NOFOLLOW
    };
    return call("setxattr", arguments);
  }

  /**
   * Writes the resource fork, which macOS shows as a file below the file. It may be there as soon
   * as it is looked for, empty.
   */
  static boolean fork(Path file, EntryExtras x) throws IOException {
    Path fork = file.resolve("..namedfork/rsrc");
    try (InputStream in = x.fork();
        OutputStream out = Files.newOutputStream(fork)) {
      in.transferTo(out);
      return true;
    } catch (FileSystemException e) {
      return false;
    }
  }

  /**
   * Sets file flags; a link is not followed.
   *
   * @return false when not all could be set: the upper half belongs to the super-user
   * @throws LinkageError when JNA or the C function cannot be loaded
   */
  static boolean flags(Path path, int flags) {
    byte[] name = Exchange.bytes(path);
    if (call("lchflags", new Object[] {name, flags})) {
      return true;
    }
    call("lchflags", new Object[] {name, flags & OWNER_FLAGS});
    return false;
  }

  private static boolean call(String function, Object[] arguments) {
    try {
      Function.getFunction("c", function, Function.THROW_LAST_ERROR).invokeInt(arguments);
      return true;
    } catch (LastErrorException e) {
      return false;
    }
  }
}
