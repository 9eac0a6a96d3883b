package io.github.macnightly.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** What members of all archives have in common. */
final class Member {

  private static final byte[] APPLE_DOUBLE = {0x00, 0x05, 0x16, 0x07};

  private Member() {}

  /** Takes away what says nothing: a leading {@code ./} and trailing slashes. */
  static String path(String name) {
    String path = name;
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    while (path.length() > 1 && path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return path.equals(".") ? "" : path;
  }

  static void give(ArchiveEntry entry, InputStream content, ArchiveVisitor visitor)
      throws IOException {
    String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
    if (entry.type() != ArchiveEntry.Type.FILE) {
      visitor.visit(entry, InputStream.nullInputStream());
    } else if (name.startsWith("._")) {
      giveFork(entry, content, visitor);
    } else {
      visitor.visit(entry, content);
    }
  }

  private static void giveFork(ArchiveEntry entry, InputStream content, ArchiveVisitor visitor)
      throws IOException {
    byte[] magic = content.readNBytes(APPLE_DOUBLE.length);
    boolean fork = Arrays.equals(magic, APPLE_DOUBLE);
    ArchiveEntry given = fork ? as(entry, ArchiveEntry.Type.APPLE_DOUBLE) : entry;
    // A SequenceInputStream closes its parts at their end; the archive must stay open.
    InputStream rest = new MarkedStream(content);
    visitor.visit(given, new SequenceInputStream(new ByteArrayInputStream(magic), rest));
  }

  private static ArchiveEntry as(ArchiveEntry e, ArchiveEntry.Type type) {
    return new ArchiveEntry(
        e.path(), type, e.mode(), e.uid(), e.gid(), e.modified(), e.size(), e.target());
  }
}
