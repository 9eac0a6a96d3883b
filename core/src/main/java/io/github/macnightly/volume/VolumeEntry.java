package io.github.macnightly.volume;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file, directory or link of a volume. Hard links are shown as what they lead to. Entries may be
 * used by several threads at once. All methods that read throw a {@link
 * io.github.macnightly.io.FormatException} when the volume is damaged.
 */
public interface VolumeEntry {

  /** Returns the name; it holds no slash, but possibly characters that the target cannot bear. */
  String name();

  /** Returns what this is. */
  EntryType type();

  /** Returns the number of bytes of content; 0 for directories. */
  long size();

  /** Returns the permission bits, set-user-id and the like among them. */
  int mode();

  /** Returns the number of the owner. */
  int uid();

  /** Returns the number of the group. */
  int gid();

  /** Returns when the entry was made, changed and read. */
  Dates dates();

  /** Returns when the content was modified. */
  default Instant modified() {
    return dates().modified();
  }

  /**
   * Returns what {@code chflags} sets, as in the {@code st_flags} of macOS: 0x2 immutable, 0x8000
   * hidden, 0x20000 immutable for the super-user too, and so on. The flag of compressed files,
   * 0x20, is left out: what is read here is decoded.
   */
  int flags();

  /** Returns the text of a symbolic link, "" for anything else. */
  String linkTarget() throws IOException;

  /** Returns the entries of a directory, none for anything else. */
  List<VolumeEntry> children() throws IOException;

  /**
   * Opens the content; directories and devices have none.
   *
   * @throws io.github.macnightly.io.UnsupportedFormatException when it is compressed in a way that
   *     is not read
   */
  InputStream open() throws IOException;

  /**
   * Returns the content for reading at any place, or nothing when it is compressed and has to be
   * read from its start with {@link #open}.
   */
  Optional<Source> content() throws IOException;

  /**
   * Returns where the content starts on the volume, in bytes, so that files can be read in the
   * order of the disk; 0 when it is nowhere or not known. The content of a compressed file is where
   * its resource fork is.
   */
  long place();

  /**
   * Returns the extended attributes by name, Finder information and access control list ({@code
   * com.apple.system.Security}) among them, the resource fork not.
   */
  Map<String, byte[]> extendedAttributes() throws IOException;

  /** Returns the number of bytes of the resource fork, 0 when there is none. */
  long resourceForkSize();

  /** Opens the resource fork, an empty stream when there is none. */
  InputStream openResourceFork() throws IOException;

  /** Returns a number that all hard links to one file share, 0 for what has no hard links. */
  long hardLinkGroup();
}
