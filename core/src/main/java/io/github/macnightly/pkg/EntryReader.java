package io.github.macnightly.pkg;

import java.io.IOException;
import java.io.InputStream;

/** Reads the entries of an archive in their order, whichever format it has. */
interface EntryReader {

  /**
   * Goes to the next entry, over what was not read of the current one.
   *
   * @return false behind the last
   */
  boolean next() throws IOException;

  /** Describes the current entry; of a symbolic link this reads the content. */
  PayloadEntry entry() throws IOException;

  /** Says which file the current entry is a name of, null when it is the only one. */
  FileNames names();

  /** Returns the content of the current entry; it ends where the entry ends. */
  InputStream content() throws IOException;

  /**
   * A file with several names.
   *
   * @param device with {@code number} tells the file from others
   * @param size of the content that stands at this name
   * @param dataOnce whether the names of a file need not all have its content
   */
  record FileNames(long device, long number, long size, boolean dataOnce) {}
}
