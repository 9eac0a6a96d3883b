package io.github.macnightly.archive;

import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads tar: ustar, GNU and pax (POSIX.1-2001). */
final class TarMembers {

  private static final int MAX_MEMBERS = 5_000_000;

  private TarMembers() {}

  static void visit(InputStream in, ArchiveVisitor visitor) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
    int members = 0;
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (++members > MAX_MEMBERS) {
        throw new LimitExceededException("tar", -1, "number of members", MAX_MEMBERS);
      }
      Member.give(entry(entry), tar, visitor);
    }
    // What comes after the end mark is read too, so that the packer's checksum is checked.
    drain(in);
  }

  private static void drain(InputStream in) throws IOException {
    byte[] rest = new byte[1 << 16];
    while (in.read(rest) >= 0) {
      continue;
    }
  }

  private static ArchiveEntry entry(TarArchiveEntry entry) {
    return new ArchiveEntry(
        Member.path(entry.getName()),
        type(entry),
        entry.getMode() & 07777,
        (int) entry.getLongUserId(),
        (int) entry.getLongGroupId(),
        modified(entry),
        entry.getSize(),
        entry.isLink()
            ? Member.path(entry.getLinkName())
            : entry.isSymbolicLink() ? entry.getLinkName() : "");
  }

  private static Instant modified(TarArchiveEntry entry) {
    return entry.getLastModifiedTime().toInstant();
  }

  private static ArchiveEntry.Type type(TarArchiveEntry entry) {
    if (entry.isSymbolicLink()) {
      return ArchiveEntry.Type.SYMLINK;
    }
    if (entry.isLink()) {
      return ArchiveEntry.Type.HARD_LINK;
    }
    if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
      return ArchiveEntry.Type.OTHER;
    }
    return entry.isDirectory() ? ArchiveEntry.Type.DIRECTORY : ArchiveEntry.Type.FILE;
  }
}
