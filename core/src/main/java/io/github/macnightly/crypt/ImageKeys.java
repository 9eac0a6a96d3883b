package io.github.macnightly.crypt;

import java.util.Arrays;

/**
 * The keys that an image holds, in the clear.
 *
 * @param data the AES key, 16 or 32 bytes
 * @param number the key of the HMAC over the numbers of the blocks, 20 bytes
 */
record ImageKeys(byte[] data, byte[] number) {

  /** Bytes of the second key. */
  static final int NUMBER_KEY = 20;

  /** Takes both keys from where they follow each other. */
  static ImageKeys of(byte[] joined, int dataLength) {
    return new ImageKeys(
        Arrays.copyOf(joined, dataLength),
        Arrays.copyOfRange(joined, dataLength, dataLength + NUMBER_KEY));
  }

  void wipe() {
    Arrays.fill(data, (byte) 0);
    Arrays.fill(number, (byte) 0);
  }
}
