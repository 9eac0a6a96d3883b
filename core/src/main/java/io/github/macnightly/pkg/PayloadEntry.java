package io.github.macnightly.pkg;

import java.time.Instant;

/**
 * An entry of a payload or of an archive of scripts.
 *
 * @param path as it is written in the archive, without leading "./", "" for the root; it may be
 *     absolute or hold ".." and must be checked by whoever writes it
 * @param type what it is
 * @param mode permission bits with setuid, setgid and sticky
 * @param uid owner
 * @param gid group
 * @param modified when its content was changed
 * @param size bytes of the content; of the link text for a symbolic link; 0 for a directory
 * @param linkTarget text of a symbolic link; for a hard link the path of the entry, visited before,
 *     that has the content; otherwise ""
 * @param appleDouble whether it is metadata of another entry, {@link #owner()}, which was visited
 *     before; not a file of its own
 * @param extras attributes of the entry itself, or those of the owner when it is metadata
 */
public record PayloadEntry(
    String path,
    Type type,
    int mode,
    int uid,
    int gid,
    Instant modified,
    long size,
    String linkTarget,
    boolean appleDouble,
    PayloadExtras extras) {

  /** Kinds of entries. */
  public enum Type {
    /** A file with its content. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** A symbolic link. */
    SYMLINK,
    /** A further name of a file that was visited before. */
    HARD_LINK,
    /** A device, a FIFO, a socket. */
    OTHER
  }

  /**
   * Returns the path of the entry that this one would be metadata of: {@code x} for {@code ._x}.
   */
  public String owner() {
    int name = path.lastIndexOf('/') + 1;
    return path.startsWith("._", name) ? path.substring(0, name) + path.substring(name + 2) : path;
  }

  PayloadEntry asHardLink(PayloadEntry to) {
    return new PayloadEntry(
        path, Type.HARD_LINK, mode, uid, gid, modified, to.size(), to.path(), false, extras);
  }

  PayloadEntry asAppleDouble(PayloadExtras ofOwner) {
    return new PayloadEntry(path, type, mode, uid, gid, modified, size, linkTarget, true, ofOwner);
  }

  PayloadEntry with(PayloadExtras more) {
    return new PayloadEntry(
        path,
        type,
        mode,
        uid,
        gid,
        modified,
        size,
        linkTarget,
        appleDouble,
        extras.isEmpty() ? more : extras.with(more));
  }
}
