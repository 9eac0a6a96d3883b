package io.github.macnightly.crypt;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The unlocked keys of an encrypted image. Safe for use by several threads at once. */
public final class BlockCipher {

  /** Bytes in a block of AES. */
  static final int AES_BLOCK = 16;

  private final int blockSize;
  private final SecretKeySpec dataKey;
  private final SecretKeySpec numberKey;
  private final Queue<Worker> idle = new ConcurrentLinkedQueue<>();

  BlockCipher(ImageKeys keys, int blockSize) {
    this.blockSize = blockSize;
    this.dataKey = new SecretKeySpec(keys.data(), "AES");
    this.numberKey = new SecretKeySpec(keys.number(), "HmacSHA1");
  }

  /** Returns the bytes that are encrypted together, a multiple of 16. */
  public int blockSize() {
    return blockSize;
  }

  /**
   * Shows the content of encrypted bytes.
   *
   * @param stored where they are, from the start of a block on; closed together with the result
   * @param firstBlock the number of the first block in the whole image
   * @throws CorruptException when the length is no multiple of 16
   * @throws io.github.macnightly.io.LimitExceededException when a number takes more than 32 bits
   */
  public Source open(Source stored, long firstBlock) throws IOException {
    if (stored.size() % AES_BLOCK != 0) {
      throw new CorruptException(
          EncryptedImage.FORMAT,
          stored.size(),
          "encrypted data of " + stored.size() + " bytes, wanted a multiple of " + AES_BLOCK);
    }
    return DecryptedSource.of(stored, this, new DecryptedSource.Part(0, stored.size(), firstBlock));
  }

  /** Decrypts blocks in place; the last may be cut short, at a multiple of 16 bytes. */
  void decrypt(byte[] data, int length, long firstBlock) throws IOException {
    try {
      Worker worker = idle.poll();
      if (worker == null) {
        worker = new Worker(dataKey, numberKey);
      }
      long block = firstBlock;
      for (int at = 0; at < length; at += blockSize) {
        worker.decrypt(data, at, Math.min(blockSize, length - at), block++);
      }
      idle.add(worker);
    } catch (GeneralSecurityException e) {
      throw Keys.missing(e);
    }
  }

  /** A cipher and the maker of its initialization vectors, used by one thread at a time. */
  private static final class Worker {

    private final Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    private final Mac mac = Mac.getInstance("HmacSHA1");
    private final byte[] number = new byte[4];
    private final byte[] vector = new byte[20];
    private final SecretKeySpec dataKey;

    Worker(SecretKeySpec dataKey, SecretKeySpec numberKey) throws GeneralSecurityException {
      this.dataKey = dataKey;
      mac.init(numberKey);
    }

    void decrypt(byte[] data, int offset, int length, long block) throws GeneralSecurityException {
      ByteBuffer.wrap(number).putInt((int) block);
      mac.update(number);
      mac.doFinal(vector, 0);
      cipher.init(Cipher.DECRYPT_MODE, dataKey, new IvParameterSpec(vector, 0, AES_BLOCK));
      cipher.doFinal(data, offset, length, data, offset);
    }
  }
}
