package io.github.macnightly.bom;

/**
 * A path that a package installs.
 *
 * @param path names joined with '/', without a leading "./", "" for the root; as it is written in
 *     the file, so ".." may occur
 * @param type what it is
 * @param mode permission bits with setuid, setgid and sticky
 * @param uid owner
 * @param gid group
 * @param size bytes, modulo 2^32
 * @param checksum the CRC of POSIX {@code cksum}, unsigned; the device number for a device; 0 where
 *     none is stored
 * @param linkTarget text of a symbolic link, otherwise ""
 */
public record BomEntry(
    String path,
    Type type,
    int mode,
    int uid,
    int gid,
    long size,
    long checksum,
    String linkTarget) {

  /** Kinds of paths. */
  public enum Type {
    /** A file. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** A symbolic link. */
    SYMLINK,
    /** A block or character device. */
    DEVICE
  }
}
