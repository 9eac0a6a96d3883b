package io.github.macnightly.codec;

import java.util.Arrays;
import org.tukaani.xz.ArrayCache;

/**
 * The memory of one decoder after the other: of the large arrays that were given back the largest,
 * and one small one. Every block of a stream has a dictionary of its own, and half a million empty
 * blocks fit into a chunk: to clear a new dictionary for each takes minutes. A pool by size would
 * hold as many as there are sizes.
 */
final class XzArrays extends ArrayCache {

  /** No more than the buffer of packed data, which is taken before the dictionary. */
  private static final int SMALL = 1 << 16;

  private byte[] small = {};
  private byte[] large = {};

  @Override
  public byte[] getByteArray(int size, boolean fillWithZeros) {
    byte[] array = take(size);
    if (array.length < size) {
      return new byte[size];
    }
    if (fillWithZeros) {
      Arrays.fill(array, 0, size, (byte) 0);
    }
    return array;
  }

  private byte[] take(int size) {
    byte[] array = size <= SMALL ? small : large;
    if (size <= SMALL) {
      small = new byte[0];
    } else {
      large = new byte[0];
    }
    return array;
  }

  @Override
  public void putArray(byte[] array) {
    if (array.length <= SMALL) {
      small = array.length > small.length ? array : small;
    } else {
      large = array.length > large.length ? array : large;
    }
  }
}
