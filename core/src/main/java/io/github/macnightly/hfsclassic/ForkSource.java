package io.github.macnightly.hfsclassic;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** The bytes of a fork, gathered from its extents. */
final class ForkSource implements Source {

  private final TreeMap<Long, Source> pieces = new TreeMap<>();
  private long size;

  /** Appends an extent; all are there before the first byte is read. */
  void append(Source piece) {
    pieces.put(size, piece);
    size += piece.size();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long offset, ByteBuffer target) throws IOException {
    if (offset >= size) {
      return target.hasRemaining() ? -1 : 0;
    }
    int done = 0;
    while (target.hasRemaining() && offset + done < size) {
      Map.Entry<Long, Source> piece = pieces.floorEntry(offset + done);
      int count = piece.getValue().read(offset + done - piece.getKey(), target);
      if (count <= 0) {
        throw new CorruptException(
            ClassicVolume.FORMAT, offset + done, "the volume ends inside a fork");
      }
      done += count;
    }
    return done;
  }
}
