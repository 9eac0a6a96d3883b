package io.github.macnightly.archive;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Reads zip by its central directory, in the order in which the members lie in the file. */
final class ZipMembers {

  private static final int FILE_TYPE = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int MAX_TARGET = 4096;

  private ZipMembers() {}

  static void visit(Path file, ArchiveVisitor visitor) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      List<ZipArchiveEntry> entries = Collections.list(zip.getEntriesInPhysicalOrder());
      for (ZipArchiveEntry entry : entries) {
        if (!zip.canReadEntryData(entry)) {
          throw new UnsupportedFormatException(
              "zip",
              entry.getLocalHeaderOffset(),
              entry.getName() + " is packed in a way that is not read");
        }
        try (InputStream content = zip.getInputStream(entry)) {
          Member.give(entry(entry, content), content, visitor);
        }
      }
    }
  }

  private static ArchiveEntry entry(ZipArchiveEntry entry, InputStream content) throws IOException {
    ArchiveEntry.Type type = type(entry);
    int mode = entry.getUnixMode() & 07777;
    int usual = type == ArchiveEntry.Type.DIRECTORY ? 0755 : 0644;
    FileTime modified = entry.getLastModifiedTime();
    return new ArchiveEntry(
        Member.path(entry.getName()),
        type,
        mode == 0 ? usual : mode,
        0,
        0,
        modified == null ? Instant.EPOCH : modified.toInstant(),
        entry.getSize(),
        type == ArchiveEntry.Type.SYMLINK ? target(entry, content) : "");
  }

  private static ArchiveEntry.Type type(ZipArchiveEntry entry) {
    if (entry.isUnixSymlink()) {
      return ArchiveEntry.Type.SYMLINK;
    }
    int kind = entry.getUnixMode() & FILE_TYPE;
    if (entry.isDirectory() || kind == DIRECTORY) {
      return ArchiveEntry.Type.DIRECTORY;
    }
    return kind == 0 || kind == REGULAR ? ArchiveEntry.Type.FILE : ArchiveEntry.Type.OTHER;
  }

  private static String target(ZipArchiveEntry entry, InputStream content) throws IOException {
    byte[] target = content.readNBytes(MAX_TARGET + 1);
    if (target.length > MAX_TARGET) {
      throw new CorruptException(
          "zip",
          entry.getLocalHeaderOffset(),
          "link " + entry.getName() + " has an endless target");
    }
    return new String(target, StandardCharsets.UTF_8);
  }
}
