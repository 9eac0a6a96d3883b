package io.github.macnightly.hfsclassic;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.PiecewiseSource;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** The bytes of a fork, gathered from its extents. */
final class ForkSource extends PiecewiseSource {

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
  protected void readPiece(long offset, ByteBuffer target) throws IOException {
    Map.Entry<Long, Source> piece = pieces.floorEntry(offset);
    long inside = offset - piece.getKey();
    if (!copy(piece.getValue(), inside, piece.getValue().size() - inside, target)) {
      throw new CorruptException(ClassicVolume.FORMAT, offset, "the volume ends inside a fork");
    }
  }
}
