package io.github.macnightly.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tukaani.xz.XZ;

/**
 * The index that must follow the blocks of an xz stream. There is but one way to write it, so it is
 * made from what the blocks were and compared: a zero, the number of blocks, of each its size
 * without zeros and that of its result, zeros up to a multiple of four, a CRC-32.
 */
final class XzIndex {

  private static final int FOOTER = 12;

  private final ByteArrayOutputStream sizes = new ByteArrayOutputStream();
  private int blocks;
  private int length;

  /**
   * Adds a block.
   *
   * @param packed the bytes of its header, data and check
   * @param plain the size of its result
   */
  void add(long packed, long plain) {
    blocks++;
    put(sizes, packed);
    put(sizes, plain);
  }

  /** Returns the whole index. */
  byte[] bytes() {
    ByteArrayOutputStream index = new ByteArrayOutputStream();
    index.write(0);
    put(index, blocks);
    index.writeBytes(sizes.toByteArray());
    index.writeBytes(new byte[-index.size() & 3]);
    byte[] bytes = index.toByteArray();
    length = bytes.length + Integer.BYTES;
    return buffer(length).put(bytes).putInt(XzCheck.crc32(bytes, 0, bytes.length)).array();
  }

  /**
   * Returns the footer that follows the index: a CRC-32 of the size of the index, in words less
   * one, and the flags of the header, then these, then the magic.
   *
   * @param check the number of the check
   */
  byte[] footer(byte check) {
    ByteBuffer footer = buffer(FOOTER).putInt(0).putInt(length / 4 - 1).put((byte) 0).put(check);
    int crc = XzCheck.crc32(footer.array(), Integer.BYTES, footer.position());
    return footer.put(XZ.FOOTER_MAGIC).putInt(0, crc).array();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void put(ByteArrayOutputStream to, long number) {
    long rest = number;
    for (; rest >= 0x80; rest >>>= 7) {
      to.write((int) rest | 0x80);
    }
    to.write((int) rest);
  }
}
