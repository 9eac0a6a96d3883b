package io.github.macnightly.archive;

import java.time.Instant;

/**
 * One member of an archive.
 *
 * @param path as it stands in the archive, without a leading {@code ./} and without a trailing
 *     slash
 * @param type what it is
 * @param mode permission bits with setuid, setgid and sticky; 0644 or 0755 where the archive has
 *     none
 * @param uid owner
 * @param gid group
 * @param modified time of last change
 * @param size bytes of content, or -1 when the archive does not say
 * @param target text of a symbolic link, or path of the first member of a hard link, else ""
 */
public record ArchiveEntry(
    String path,
    Type type,
    int mode,
    int uid,
    int gid,
    Instant modified,
    long size,
    String target) {

  /** What a member is. */
  public enum Type {
    /** A regular file with content. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** A symbolic link. */
    SYMLINK,
    /** Another name of an earlier member. */
    HARD_LINK,
    /** Extended attributes of another member, packed as AppleDouble. */
    APPLE_DOUBLE,
    /** A device node, FIFO or socket. */
    OTHER
  }
}
