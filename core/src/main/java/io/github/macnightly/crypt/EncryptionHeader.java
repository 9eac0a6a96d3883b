package io.github.macnightly.crypt;

import io.github.macnightly.io.CorruptException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What both headers of an encrypted image tell.
 *
 * @param blockSize bytes that are encrypted together
 * @param data where the content is
 * @param keys what a passphrase may open; one suffices
 */
record EncryptionHeader(int blockSize, Range data, List<LockedKeys> keys) {

  /** Bytes from the start of the file; the length is that of the content, unencrypted. */
  record Range(long offset, long length) {}

  /** Both keys of the image, encrypted by a key made of a passphrase. */
  interface LockedKeys {

    /** Returns how many passes of PBKDF2 it takes to try a passphrase. */
    long iterations();

    /** Returns the keys, or nothing when the passphrase is wrong. */
    Optional<ImageKeys> unlock(char[] passphrase) throws IOException;
  }

  /** Checks that the content lies before {@code limit}, stored in whole blocks of AES. */
  void requireInside(long limit) throws CorruptException {
    long room = limit - data.offset;
    boolean fits =
        data.offset >= 0
            && data.length >= 0
            && data.length <= room
            && DecryptedSource.roundUp(data.length, BlockCipher.AES_BLOCK) <= room;
    if (!fits) {
      throw new CorruptException(
          EncryptedImage.FORMAT,
          -1,
          "content at "
              + Long.toUnsignedString(data.offset)
              + "+"
              + Long.toUnsignedString(data.length)
              + " is outside of "
              + limit
              + " bytes");
    }
  }
}
