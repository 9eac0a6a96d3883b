package io.github.macnightly.codec;

import java.util.zip.DataFormatException;

/**
 * Decodes bzip2 data that lies whole in memory to a size that is known before. It may be one stream
 * or several; whatever else follows the last one is ignored, as bzip2 itself does.
 *
 * <p>A stream is {@code BZh}, a digit, blocks of at most so many times 100,000 bytes, and an end;
 * nothing but its start and the end is at a whole byte. Both the blocks and the end begin with a
 * number of 48 bits and a checksum.
 */
final class Bzip2Decoder {

  private static final int SIGNATURE = 'B' << 16 | 'Z' << 8 | 'h';

  /** The first digits of pi and of its square root, in two halves. */
  private static final int BLOCK_HIGH = 0x314159;

  private static final int BLOCK_LOW = 0x265359;
  private static final int END_HIGH = 0x177245;
  private static final int END_LOW = 0x385090;

  private static final int LEVEL = 100_000;

  private final Bzip2Block block = new Bzip2Block();
  private final Bzip2Rotations rotations = new Bzip2Rotations();

  private Bzip2Bits in;
  private byte[] plain;
  private Bzip2Runs out;

  /**
   * Decodes the data and every checksum in it.
   *
   * @throws DataFormatException when it is damaged or does not unpack to {@code expected} bytes
   */
  byte[] decode(byte[] packed, int expected) throws DataFormatException {
    in = new Bzip2Bits(packed);
    plain = new byte[expected];
    out = new Bzip2Runs(plain);
    try {
      readStreams();
      if (out.length() != expected) {
        throw new DataFormatException("unpacks to " + out.length() + " bytes, not to " + expected);
      }
      return plain;
    } finally {
      release();
    }
  }

  /** Lets go of the chunk, which would otherwise stay in memory as long as the decoder is idle. */
  private void release() {
    in = null;
    plain = null;
    out = null;
    block.release();
  }

  private void readStreams() throws DataFormatException {
    int signature = in.bits(32);
    if (!isSignature(signature)) {
      throw new DataFormatException("no signature at its start");
    }
    while (isSignature(signature)) {
      readStream((signature & 0xff) - '0');
      in.align();
      signature = in.remaining() < 32 ? 0 : in.bits(32);
    }
  }

  private static boolean isSignature(int bits) {
    int digit = bits & 0xff;
    return bits >>> 8 == SIGNATURE && digit >= '1' && digit <= '9';
  }

  private void readStream(int level) throws DataFormatException {
    int combined = 0;
    while (isBlock()) {
      combined = Integer.rotateLeft(combined, 1) ^ readBlock(level * LEVEL);
    }
    int checksum = in.bits(32);
    in.requireInside();
    if (checksum != combined) {
      throw new DataFormatException("checksum of a stream differs");
    }
  }

  private boolean isBlock() throws DataFormatException {
    int high = in.bits(24);
    int low = in.bits(24);
    if (high == BLOCK_HIGH && low == BLOCK_LOW) {
      return true;
    }
    if (high != END_HIGH || low != END_LOW) {
      throw new DataFormatException("neither a block nor an end where one should be");
    }
    return false;
  }

  /** Decodes a block and returns its checksum. */
  private int readBlock(int size) throws DataFormatException {
    int checksum = in.bits(32);
    int from = out.length();
    block.read(in, Math.min(size, mostText(plain.length - from)));
    rotations.restore(block);
    byte[] text = block.column();
    if (block.randomised()) {
      Bzip2Noise.remove(text, block.length());
    }
    out.expand(text, block.length());
    if (Bzip2Checksum.of(plain, from, out.length()) != checksum) {
      throw new DataFormatException("checksum of a block differs");
    }
    return checksum;
  }

  /** Returns how long a text at most is that unpacks to so many bytes: four to five for a run. */
  private static int mostText(int plain) {
    return (int) Math.min(plain * 5L / 4, Integer.MAX_VALUE);
  }
}
