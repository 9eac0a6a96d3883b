package io.github.macnightly.bom;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * The checksum of POSIX {@code cksum}, which bills of materials hold: a CRC with the polynomial
 * 0x04C11DB7 over the bytes and then over their number, least byte first.
 *
 * <p>It takes the bits of a byte from the other end than the CRC of zip does, which processors know
 * how to compute; so that one is fed with the bits of each byte reversed.
 */
public final class Cksum {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int CHUNK = 1 << 13;

  /** Brings the CRC of zip, which starts with all bits set, to where this one starts. */
  private static final byte[] TO_ZERO = {-1, -1, -1, -1};

  private final CRC32 crc = new CRC32();
  private final byte[] reversed = new byte[CHUNK];
  private long count;

  /** Starts with no bytes. */
  public Cksum() {
    crc.update(TO_ZERO);
  }

  /** Adds bytes. */
  public void update(byte[] bytes, int offset, int length) {
    count += length;
    for (int done = 0; done < length; done += CHUNK) {
      reversed(bytes, offset + done, Math.min(CHUNK, length - done));
    }
  }

  private void reversed(byte[] bytes, int offset, int length) {
    int at = 0;
    for (; at + 8 <= length; at += 8) {
      long eight = (long) EIGHT.get(bytes, offset + at);
      EIGHT.set(reversed, at, Long.reverseBytes(Long.reverse(eight)));
    }
    for (; at < length; at++) {
      reversed[at] = (byte) (Integer.reverse(bytes[offset + at]) >>> 24);
    }
    crc.update(reversed, 0, length);
  }

  /** Returns the sum of all bytes, unsigned; nothing can be added behind it. */
  public long value() {
    for (long rest = count; rest != 0; rest >>>= 8) {
      crc.update(Integer.reverse((int) rest) >>> 24);
    }
    return Integer.reverse((int) crc.getValue()) & 0xffffffffL;
  }
}
