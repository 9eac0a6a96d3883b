package io.github.macnightly.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * What an entry of a Mac's volume has beside content, mode, owner and date. It is asked for when
 * the entry is written, by the thread that writes it.
 */
public interface EntryExtras {

  /** Nothing of all that. */
  EntryExtras NONE =
      new EntryExtras() {
        @Override
        public int flags() {
          return 0;
        }

        @Override
        public Map<String, byte[]> attributes() {
          return Map.of();
        }

        @Override
        public long forkSize() {
          return 0;
        }

        @Override
        public InputStream fork() {
          return InputStream.nullInputStream();
        }

        @Override
        public boolean doubleIsFree() {
          return false;
        }
      };

  /** Returns what {@code chflags} sets, as in the {@code st_flags} of macOS. */
  int flags();

  /** Returns the extended attributes by name, Finder information among them. */
  Map<String, byte[]> attributes() throws IOException;

  /** Returns the number of bytes of the resource fork, 0 when there is none. */
  long forkSize();

  /** Opens the resource fork. */
  InputStream fork() throws IOException;

  /** Returns whether the archive itself has no entry {@code ._NAME} beside this one. */
  boolean doubleIsFree();
}
