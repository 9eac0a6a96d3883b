package io.github.macnightly.crypt;

import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.PiecewiseSource;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The content of encrypted blocks, decrypted as it is read and not kept. */
final class DecryptedSource extends PiecewiseSource {

  /** The number of a block is 32 bits. */
  private static final long MAX_BLOCKS = 1L << 32;

  /** Large enough that the cost of a call does not count, small enough to stay in a cache. */
  private static final int BATCH = 256 << 10;

  /**
   * Where the blocks are.
   *
   * @param offset in bytes from the start of the stored source
   * @param size of the content in bytes; what is stored is this, or up to 15 bytes more
   * @param firstBlock the number of the block at {@code offset}
   */
  record Part(long offset, long size, long firstBlock) {}

  private final Source stored;
  private final BlockCipher cipher;
  private final Part part;

  private DecryptedSource(Source stored, BlockCipher cipher, Part part) {
    this.stored = stored;
    this.cipher = cipher;
    this.part = part;
  }

  static Source of(Source stored, BlockCipher cipher, Part part) throws LimitExceededException {
    long last = Math.max(0, part.size - 1) / cipher.blockSize();
    if (part.firstBlock > MAX_BLOCKS - 1 - last) {
      throw new LimitExceededException(
          EncryptedImage.FORMAT, -1, "the number of the last block", MAX_BLOCKS - 1);
    }
    return new DecryptedSource(stored, cipher, part);
  }

  @Override
  public long size() {
    return part.size;
  }

  /** Decrypts the blocks from the one that holds {@code offset} on. */
  @Override
  protected void readPiece(long offset, ByteBuffer target) throws IOException {
    int blockSize = cipher.blockSize();
    long end = offset + target.remaining();
    long first = offset / blockSize;
    long from = first * blockSize;
    // CBC needs nothing after the bytes that are wanted, so the last block need not be whole
    long until = roundUp(Math.min(end, from + BATCH), BlockCipher.AES_BLOCK);
    int length = (int) (until - from);
    byte[] data = new byte[length];
    stored.read(part.offset + from, length).get(data);
    cipher.decrypt(data, length, part.firstBlock + first);
    int skip = (int) (offset - from);
    target.put(data, skip, (int) Math.min(end - offset, length - skip));
  }

  static long roundUp(long size, int unit) {
    return Math.addExact(size, unit - 1) / unit * unit;
  }

  @Override
  public void close() throws IOException {
    stored.close();
  }
}
