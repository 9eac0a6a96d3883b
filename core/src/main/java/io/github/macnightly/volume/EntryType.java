package io.github.macnightly.volume;

/** What an entry of a volume is. */
public enum EntryType {
  /** A file with content. */
  FILE,
  /** A directory. */
  DIRECTORY,
  /** A symbolic link. */
  SYMLINK,
  /** A device, a pipe or a socket. */
  OTHER
}
