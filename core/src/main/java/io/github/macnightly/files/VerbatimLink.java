package io.github.macnightly.files;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Makes symbolic links exactly as they stand. The JDK takes doubled slashes and one at the end from
 * a target; for these the C library is called. A class of its own so that JNA is loaded only then.
 */
final class VerbatimLink {

  private static final int EEXIST = 17;

  private VerbatimLink() {}

  /**
   * Makes a link.
   *
   * @param target what it shall say
   * @param parsed the same as the JDK understands it
   * @return false when it says only what the JDK lets it say
   */
  static boolean create(Path link, String target, Path parsed) throws IOException {
    if (!parsed.toString().equals(target)) {
      try {
        call(link, target);
        return true;
      } catch (LinkageError e) {
        Files.createSymbolicLink(link, parsed);
        return false;
      }
    }
    Files.createSymbolicLink(link, parsed);
    return true;
  }

  private static void call(Path link, String target) throws IOException {
    try {
      Function.getFunction("c", "symlink", Function.THROW_LAST_ERROR)
          .invokeInt(new Object[] {bytes(target), Exchange.bytes(link)});
    } catch (LastErrorException e) {
      if (e.getErrorCode() == EEXIST) {
        throw new FileAlreadyExistsException(link.toString());
      }
      throw new FileSystemException(
          link.toString(), null, "cannot be made a symbolic link: error " + e.getErrorCode());
    }
  }

  private static byte[] bytes(String target) {
    byte[] text = target.getBytes(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    return Arrays.copyOf(text, text.length + 1);
  }
}
