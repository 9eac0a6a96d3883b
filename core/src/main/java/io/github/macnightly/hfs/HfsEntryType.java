package io.github.macnightly.hfs;

/** What an entry of a volume is. */
public enum HfsEntryType {
  /** A file with content. */
  FILE,
  /** A directory. */
  DIRECTORY,
  /** A symbolic link. */
  SYMLINK,
  /** A device, a pipe or a socket; it has no content. */
  OTHER
}
