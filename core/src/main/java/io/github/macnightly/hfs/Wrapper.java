package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A classic HFS volume around an HFS+ volume, as early systems needed it to start. */
final class Wrapper {

  private static final short CLASSIC = 0x4244; // "BD"
  private static final short EMBEDDED = 0x482B; // "H+"
  private static final int SECTOR = 512;

  private Wrapper() {}

  /** Returns the embedded volume, or the volume itself when there is no wrapper. */
  static Source unwrap(Source volume) throws IOException {
    if (volume.size() < VolumeHeader.OFFSET + VolumeHeader.SIZE) {
      return volume;
    }
    ByteBuffer block = volume.read(VolumeHeader.OFFSET, VolumeHeader.SIZE);
    if (block.getShort(0) != CLASSIC || block.getShort(124) != EMBEDDED) {
      return volume;
    }
    long unit = Integer.toUnsignedLong(block.getInt(20));
    long start = SECTOR * (long) (block.getShort(28) & 0xffff);
    long offset = start + unit * (block.getShort(126) & 0xffff);
    if (unit == 0 || offset >= volume.size()) {
      throw new CorruptException(
          HfsVolume.FORMAT,
          VolumeHeader.OFFSET + 124,
          "embedded volume starts at " + offset + " of " + volume.size() + " bytes");
    }
    long length = unit * (block.getShort(128) & 0xffff);
    return volume.slice(offset, Math.min(length, volume.size() - offset));
  }
}
