package io.github.macnightly.apfs;

import java.io.IOException;

/**
 * Decrypts what an encrypted volume keeps: nodes of its trees and extents of its files. Safe for
 * use by several threads at once.
 */
@FunctionalInterface
interface BlockCipher {

  /** Bytes that share one tweak, whatever the block size is. */
  int UNIT = 512;

  /**
   * Decrypts whole units in place.
   *
   * @param data where the bytes are and go
   * @param offset of the first byte in {@code data}
   * @param length bytes, a multiple of {@link #UNIT}
   * @param firstUnit the tweak of the first unit, those that follow count up: the block's number
   *     for a node, the extent's crypto identifier for the first block of an extent, both times the
   *     number of units in a block
   */
  void decrypt(byte[] data, int offset, int length, long firstUnit) throws IOException;
}
