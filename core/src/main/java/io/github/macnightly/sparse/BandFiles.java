package io.github.macnightly.sparse;

import io.github.macnightly.crypt.BlockCipher;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bands of a sparse bundle: each a file, of which the last few used stay open. */
final class BandFiles implements Bands {

  private static final int MAX_OPEN = 16;

  private final Path directory;
  private final long bandSize;
  private final Optional<BlockCipher> cipher;

  /** In order of use. Files that are being read may be more than {@link #MAX_OPEN}. */
  private final Map<Long, OpenBand> open = new LinkedHashMap<>(MAX_OPEN, 0.75f, true);

  private boolean closed;

  BandFiles(Path directory, long bandSize, Optional<BlockCipher> cipher) {
    this.directory = directory;
    this.bandSize = bandSize;
    this.cipher = cipher;
  }

  /** An open file and how many threads read it. */
  private static final class OpenBand {

    private final Source content;
    private int readers;

    OpenBand(Source content) {
      this.content = content;
    }
  }

  @Override
  public int read(long band, long offset, ByteBuffer target) throws IOException {
    Optional<OpenBand> borrowed = borrow(band);
    if (borrowed.isEmpty()) {
      return -1;
    }
    try {
      return borrowed.get().content.read(offset, target);
    } finally {
      giveBack(borrowed.get());
    }
  }

  private synchronized Optional<OpenBand> borrow(long band) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    OpenBand found = open.get(band);
    if (found == null) {
      Optional<Source> content = open(band);
      if (content.isEmpty()) {
        return Optional.empty();
      }
      found = new OpenBand(content.get());
      open.put(band, found);
    }
    found.readers++;
    trim(MAX_OPEN);
    return Optional.of(found);
  }

  private synchronized void giveBack(OpenBand band) throws IOException {
    band.readers--;
    trim(closed ? 0 : MAX_OPEN);
  }

  /** Closes those that were not used for longest, except what is being read. */
  private void trim(int most) throws IOException {
    List<Source> surplus = new ArrayList<>();
    Iterator<OpenBand> oldest = open.values().iterator();
    while (open.size() > most && oldest.hasNext()) {
      OpenBand band = oldest.next();
      if (band.readers == 0) {
        surplus.add(band.content);
        oldest.remove();
      }
    }
    for (Source content : surplus) {
      content.close();
    }
  }

  private Optional<Source> open(long band) throws IOException {
    Path file = directory.resolve(Long.toHexString(band));
    Optional<BundleFile> stored = BundleFile.open(file);
    if (stored.isEmpty() || cipher.isEmpty()) {
      return stored.map(content -> content);
    }
    try {
      return Optional.of(decrypted(file, stored.get(), band));
    } catch (IOException e) {
      stored.get().close();
      throw e;
    }
  }

  private Source decrypted(Path file, BundleFile stored, long band) throws IOException {
    BlockCipher keys = cipher.orElseThrow();
    if (stored.size() % 16 != 0) {
      throw new CorruptException(
          SparseBundle.FORMAT,
          -1,
          file + " has " + stored.size() + " encrypted bytes, wanted a multiple of 16");
    }
    return keys.open(stored, band * (bandSize / keys.blockSize()));
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    trim(0);
  }
}
