package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.PiecewiseSource;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** A volume of which pieces are read from another place, the journal. Made by one thread. */
final class ReplayedVolume extends PiecewiseSource {

  private final Source volume;
  private final TreeMap<Long, Piece> pieces = new TreeMap<>();

  ReplayedVolume(Source volume) {
    this.volume = volume;
  }

  /** Covers bytes, and what covered them before, by those at another place. */
  void put(long offset, long from, int length) {
    if (length == 0) {
      return;
    }
    cut(offset);
    cut(offset + length);
    pieces.subMap(offset, offset + length).clear();
    pieces.put(offset, new Piece(from, length));
  }

  /** Makes two of the piece that spans an offset. */
  private void cut(long offset) {
    Map.Entry<Long, Piece> spanning = pieces.lowerEntry(offset);
    if (spanning == null || spanning.getKey() + spanning.getValue().length <= offset) {
      return;
    }
    int kept = (int) (offset - spanning.getKey());
    Piece piece = spanning.getValue();
    pieces.put(spanning.getKey(), new Piece(piece.from, kept));
    pieces.put(offset, new Piece(piece.from + kept, piece.length - kept));
  }

  @Override
  public long size() {
    return volume.size();
  }

  /** Reads up to where a piece of the journal starts or ends. */
  @Override
  protected void readPiece(long offset, ByteBuffer target) throws IOException {
    Map.Entry<Long, Piece> below = pieces.floorEntry(offset);
    long inside = below == null ? 0 : offset - below.getKey();
    boolean covered = below != null && inside < below.getValue().length;
    Long above = pieces.higherKey(offset);
    long count = above == null ? target.remaining() : above - offset;
    if (covered) {
      count = Math.min(count, below.getValue().length - inside);
    }
    if (!copy(volume, covered ? below.getValue().from + inside : offset, count, target)) {
      throw new CorruptException(HfsVolume.FORMAT, offset, "the volume ends too early");
    }
  }

  /** Where bytes are read from. */
  private record Piece(long from, int length) {}
}
