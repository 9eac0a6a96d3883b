package io.github.macnightly.pkg;

import io.github.macnightly.xar.XarArchive;
import io.github.macnightly.xar.XarEntry;
import java.io.IOException;
import java.util.Optional;

/**
 * The file of a flat package.
 *
 * @param archive owns the file and closes it
 */
record FlatFile(XarArchive archive) {

  /** Finds a member that is a file. */
  Optional<XarEntry> find(String path) {
    return archive.find(path).filter(entry -> entry.type() == XarEntry.Type.FILE);
  }

  /** Reads a small member; empty when it is absent. */
  Optional<byte[]> read(String path, int limit) throws IOException {
    Optional<XarEntry> member = find(path);
    return member.isEmpty() ? Optional.empty() : Optional.of(archive.read(member.get(), limit));
  }
}
