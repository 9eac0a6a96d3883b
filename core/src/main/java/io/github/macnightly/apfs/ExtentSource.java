package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of a stream, gathered from its extents. These are looked up while reading: the nodes
 * that hold them are cached, and a stream in a million pieces takes no more memory than one.
 */
final class ExtentSource implements Source {

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
  public int read(long offset, ByteBuffer target) throws IOException {
    if (offset >= size) {
      return target.hasRemaining() ? -1 : 0;
    }
    int wanted = (int) Math.min(target.remaining(), size - offset);
    for (int done = 0; done < wanted; ) {
      done += readFromOneExtent(offset + done, wanted - done, target);
    }
    return wanted;
  }

  private int readFromOneExtent(long offset, int wanted, ByteBuffer target) throws IOException {
    Extent extent = streams.find(stream, offset);
    long inside = offset - extent.start();
    int count = (int) Math.min(wanted, extent.length() - inside);
    if (extent.block() == 0) {
      target.put(new byte[Math.min(count, DECRYPTED)]);
      return Math.min(count, DECRYPTED);
    }
    return streams.cipher().isPresent()
        ? decrypt(extent, inside, count, target)
        : copy(extent, inside, count, target);
  }

  private int copy(Extent extent, long inside, int count, ByteBuffer target) throws IOException {
    Blocks blocks = streams.blocks();
    int limit = target.limit();
    target.limit(target.position() + count);
    try {
      int read = blocks.partition().read(blocks.offset(extent.block()) + inside, target);
      if (read <= 0) {
        throw new CorruptException(
            ApfsContainer.FORMAT,
            blocks.offset(extent.block()) + inside,
            "the container ends inside stream " + stream);
      }
      return read;
    } finally {
      target.limit(limit);
    }
  }

  private int decrypt(Extent extent, long inside, int count, ByteBuffer target) throws IOException {
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
    return taken;
  }
}
