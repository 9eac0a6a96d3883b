package io.github.macnightly.crypt;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** CBC with the padding of PKCS #7, whose failure is an answer here, not an error. */
enum Unwrapping {
  TRIPLE_DES("DESede", 8),
  AES("AES", 16);

  private final String algorithm;
  private final int block;

  Unwrapping(String algorithm, int block) {
    this.algorithm = algorithm;
    this.block = block;
  }

  /** Returns the bytes in a block, which is also the length of the initialization vector. */
  int block() {
    return block;
  }

  /**
   * Decrypts and takes the padding off.
   *
   * @param wrapped a multiple of the block
   * @return nothing when the padding is not right, because the key is not
   */
  Optional<byte[]> decrypt(byte[] key, byte[] vector, byte[] wrapped) throws IOException {
    byte[] padded;
    try {
      Cipher cipher = Cipher.getInstance(algorithm + "/CBC/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(key, algorithm), new IvParameterSpec(vector));
      padded = cipher.doFinal(wrapped);
    } catch (GeneralSecurityException e) {
      throw Keys.missing(e);
    }
    int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
    boolean right = padding >= 1 && padding <= block;
    for (int i = 1; right && i <= padding; i++) {
      right = padded[padded.length - i] == padding;
    }
    Optional<byte[]> plain =
        right ? Optional.of(Arrays.copyOf(padded, padded.length - padding)) : Optional.empty();
    Arrays.fill(padded, (byte) 0);
    return plain;
  }
}
