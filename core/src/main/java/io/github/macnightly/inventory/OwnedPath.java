package io.github.macnightly.inventory;

import io.github.macnightly.bom.BomEntry;
import io.github.macnightly.state.LedgerPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A path that a package brought, as it was then: from a ledger of ours, with a SHA-256, or from a
 * bill of materials, with the CRC of {@code cksum}.
 *
 * @param path from the root of the tree, such as {@code /usr/local/bin/tea}
 * @param type f for a file, d for a directory, l for a symbolic link, ? for anything else
 * @param mode permission bits, or -1 when they are not known
 * @param size bytes of a file; modulo 2^32 when it has no digest
 * @param digest SHA-256 in hexadecimal of a file, the target of a link; empty when it is not known
 * @param checksum CRC of a file without a digest; 0 when none was stored
 * @param ours whether we put it there; else a receipt says that somebody did
 */
public record OwnedPath(
    String path, char type, int mode, long size, String digest, long checksum, boolean ours) {

  private static final long LOW_32 = 0xffffffffL;

  /** Returns what a ledger says. */
  public static OwnedPath of(LedgerPath entry) {
    return new OwnedPath(
        entry.path(), entry.type(), entry.mode(), entry.size(), entry.digest(), 0, true);
  }

  /** Returns a directory that we made, of which nothing else is known. */
  public static OwnedPath directory(String path) {
    return new OwnedPath(path, 'd', -1, 0, "", 0, true);
  }

  static OwnedPath of(String path, BomEntry entry) {
    char type =
        switch (entry.type()) {
          case FILE -> 'f';
          case DIRECTORY -> 'd';
          case SYMLINK -> 'l';
          default -> '?';
        };
    // The target of a link has a size in a Bom, which is that of its text.
    long size = type == 'f' ? entry.size() : 0;
    return new OwnedPath(
        path,
        type,
        entry.mode(),
        size,
        entry.linkTarget(),
        type == 'f' ? entry.checksum() : 0,
        false);
  }

  /**
   * Tells whether what is on disk has the type and content that the package brought; its mode may
   * differ. A file without digest and checksum is judged by its size.
   *
   * @param file where the path is on this disk; something is there
   */
  public boolean isUnchanged(Path file) throws IOException {
    if (ObjectType.of(file) != type) {
      return false;
    }
    if (type == 'l') {
      return Files.readSymbolicLink(file).toString().equals(digest);
    }
    return type != 'f' || hasContent(file);
  }

  private boolean hasContent(Path file) throws IOException {
    long now = Files.size(file);
    if (!digest.isEmpty()) {
      return now == size && FileSums.sha256(file).equals(digest);
    }
    return (now & LOW_32) == size && (checksum == 0 || FileSums.cksum(file) == checksum);
  }
}
