package io.github.macnightly.image;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A file, directory or link of a volume. Hard links are shown as what they lead to. All methods
 * that read throw a {@link io.github.macnightly.io.FormatException} when the volume is damaged.
 */
public interface ImageEntry {

  /** Returns the name; it holds no slash, but possibly characters that the target cannot bear. */
  String name();

  /** Returns what this is. */
  Type type();

  /** Returns the number of bytes of content; 0 for directories. */
  long size();

  /** Returns the permission bits, set-user-id and the like among them. */
  int mode();

  /** Returns the number of the owner. */
  int uid();

  /** Returns the number of the group. */
  int gid();

  /** Returns when the content was modified. */
  Instant modified();

  /** Returns the text of a symbolic link, "" for anything else. */
  String linkTarget() throws IOException;

  /** Returns the entries of a directory, none for anything else. */
  List<ImageEntry> children() throws IOException;

  /**
   * Opens the content; directories and devices have none.
   *
   * @throws io.github.macnightly.io.UnsupportedFormatException when it is compressed in a way that
   *     is not read
   */
  InputStream open() throws IOException;

  /** Returns the extended attributes by name, Finder information among them. */
  Map<String, byte[]> extendedAttributes() throws IOException;

  /** Returns the number of bytes of the resource fork, 0 when there is none. */
  long resourceForkSize();

  /** Opens the resource fork, an empty stream when there is none. */
  InputStream openResourceFork() throws IOException;

  /** Returns a number that all hard links to one file share, 0 for what has no hard links. */
  long hardLinkGroup();

  /** What an entry of a volume is. */
  enum Type {
    /** A file with content. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** A symbolic link. */
    SYMLINK,
    /** A device, a pipe or a socket. */
    OTHER
  }
}
