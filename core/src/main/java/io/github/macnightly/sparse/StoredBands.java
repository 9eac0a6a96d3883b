package io.github.macnightly.sparse;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bands of a sparse image: each a part of the one file. */
record StoredBands(Source file, BandIndex index) implements Bands {

  @Override
  public int read(long band, long offset, ByteBuffer target) throws IOException {
    long place = index.place(band);
    if (place < 0) {
      return -1;
    }
    int count = file.read(place + offset, target);
    if (count < 0) {
      // all bands were inside when the tables were read
      throw new CorruptException(SparseImage.FORMAT, place + offset, "the file became shorter");
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
