package io.github.macnightly.xar;

/**
 * A member of a xar archive.
 *
 * @param path the names from the top down, joined with '/'; none of them is empty, "." or ".."
 * @param type what it is
 * @param mode permission bits, 0 when the archive does not tell
 * @param size bytes of the content when unpacked
 * @param offset where the stored content lies, in bytes from the start of the heap
 * @param length bytes of the stored content
 * @param encoding how it is stored, a MIME type, "" when there is no content
 * @param archived checksum of the stored content
 * @param extracted checksum of the content
 * @param linkTarget text of a symbolic link, otherwise ""
 */
public record XarEntry(
    String path,
    Type type,
    int mode,
    long size,
    long offset,
    long length,
    String encoding,
    Checksum archived,
    Checksum extracted,
    String linkTarget) {

  /** Kinds of members. */
  public enum Type {
    /** A file; its content may be empty and then absent. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** A symbolic link. */
    SYMLINK,
    /** A further name of a file in the archive. */
    HARD_LINK,
    /** A device, a socket or a kind that is not known. */
    OTHER
  }
}
