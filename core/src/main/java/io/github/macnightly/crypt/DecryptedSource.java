package io.github.macnightly.crypt;

import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The content of encrypted blocks, decrypted as it is read and not kept. */
final class DecryptedSource implements Source {

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

  @Override
  public int read(long offset, ByteBuffer target) throws IOException {
    if (!target.hasRemaining()) {
      return 0;
    }
    if (offset >= part.size) {
      return -1;
    }
    int start = target.position();
    long end = offset + Math.min(target.remaining(), part.size - offset);
    for (long at = offset; at < end; ) {
      at += decrypt(at, end, target);
    }
    return target.position() - start;
  }

  /** Decrypts the blocks from the one that holds {@code at} on, and returns the bytes taken. */
  private int decrypt(long at, long end, ByteBuffer target) throws IOException {
    int blockSize = cipher.blockSize();
    long first = at / blockSize;
    long from = first * blockSize;
    // CBC needs nothing after the bytes that are wanted, so the last block need not be whole
    long until = roundUp(Math.min(end, from + BATCH), BlockCipher.AES_BLOCK);
    int length = (int) (until - from);
    byte[] data = new byte[length];
    stored.read(part.offset + from, length).get(data);
    cipher.decrypt(data, length, part.firstBlock + first);
    int skip = (int) (at - from);
    int count = (int) Math.min(end - at, length - skip);
    target.put(data, skip, count);
    return count;
  }

  static long roundUp(long size, int unit) {
    return Math.addExact(size, unit - 1) / unit * unit;
  }

  @Override
  public void close() throws IOException {
    stored.close();
  }
}
