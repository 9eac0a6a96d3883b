package io.github.macnightly.fetch;

import io.github.macnightly.files.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What a part is a part of: lines of text that name the URI and what is expected, and a last line
 * with the version that the server told. A part is continued only if all but the last line is what
 * would be written now.
 */
final class PartInfo {

  private static final int MAX_SIZE = 16 << 10;
  private static final int MAX_NAME = 255;

  private final Path file;
  private final String head;

  PartInfo(Path target, URI uri, Expected expected) {
    this.file = beside(target, ".part.info");
    this.head =
        "macnightly part 1\n"
            + Uris.shown(uri)
            + "\nmd5 "
            + expected.md5()
            + "\nsha256 "
            + expected.sha256()
            + "\nsize "
            + expected.size()
            + "\n";
  }

  /**
   * Returns {@code target} with an ending; a name too long for the file system is cut to its hash.
   */
  static Path beside(Path target, String ending) {
    String name = target.getFileName() + ending;
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_NAME) {
      Digests digests = new Digests();
      digests.update(bytes, bytes.length - ending.length());
      name = "." + digests.sums().sha256() + ending;
    }
    return target.resolveSibling(name);
  }

  /** Returns the version of the bytes in the part, or null if they are not ours to continue. */
  String read() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MAX_SIZE), StandardCharsets.UTF_8);
      boolean ours = text.startsWith(head) && text.endsWith("\n");
      return ours ? text.substring(head.length()).strip() : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  void write(String version) throws IOException {
    DurableFiles.write(file, (head + version + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void delete() throws IOException {
    DurableFiles.delete(file);
  }
}
