package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.PiecewiseSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of a stream, gathered from its extents. These are looked up while reading: the nodes
 * that hold them are cached, and a stream in a million pieces takes no more memory than one.
 */
final class ExtentSource extends PiecewiseSource {

  /** Bytes that are decrypted at once, a multiple of the largest block. */
  private static final int DECRYPTED = 128 << 10;

  private final Streams streams;
  private final long stream;
  private final long size;

  ExtentSource(Streams streams, long stream, long size) {
    this.streams = streams;
    this.stream = stream;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  protected void readPiece(long offset, ByteBuffer target) throws IOException {
    Extent extent = streams.find(stream, offset);
    long inside = offset - extent.start();
    long count = Math.min(target.remaining(), extent.length() - inside);
    if (extent.block() == 0) {
      zeros(count, target);
    } else if (streams.cipher().isPresent()) {
      decrypt(extent, inside, (int) count, target);
    } else {
      copyPlain(extent, inside, count, target);
    }
  }

  private void copyPlain(Extent extent, long inside, long count, ByteBuffer target)
      throws IOException {
    Blocks blocks = streams.blocks();
    long from = blocks.offset(extent.block()) + inside;
    if (!copy(blocks.partition(), from, count, target)) {
      throw new CorruptException(
          ApfsContainer.FORMAT, from, "the container ends inside stream " + stream);
    }
  }

  private void decrypt(Extent extent, long inside, int count, ByteBuffer target)
      throws IOException {
    Blocks blocks = streams.blocks();
    int lead = (int) (inside % BlockCipher.UNIT);
    int taken = Math.min(count, DECRYPTED - lead);
    int units = (lead + taken + BlockCipher.UNIT - 1) / BlockCipher.UNIT;
    long from = blocks.offset(extent.block()) + inside - lead;
    byte[] bytes = blocks.partition().read(from, units * BlockCipher.UNIT).array();
    long firstUnit =
        extent.tweak() * (blocks.size() / BlockCipher.UNIT) + inside / BlockCipher.UNIT;
    streams.cipher().orElseThrow().decrypt(bytes, 0, bytes.length, firstUnit);
    target.put(bytes, lead, taken);
  }
}
