package io.github.macnightly.crypt;

import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A file whose content is encrypted as a whole: versions 1 and 2 of Apple's encrypted images. */
public final class EncryptedImage {

  static final String FORMAT = "encrypted disk image";

  private static final byte[] START = "encrcdsa".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "cdsaencr".getBytes(StandardCharsets.US_ASCII);

  private EncryptedImage() {}

  /** Says whether the file starts or ends as an encrypted image does. */
  public static boolean isEncrypted(Source file) throws IOException {
    return isVersion2(file) || isVersion1(file);
  }

  /**
   * Opens an image. Nothing checks the content itself: that is the business of what it holds.
   *
   * @param file closed together with the result; stays open when this fails
   * @param passphrases asked once, and only when the header is sound
   * @return the content, decrypted wherever it is read
   * @throws PassphraseException when there is no passphrase or it is wrong
   * @throws NotThisFormatException when the file is no encrypted image
   * @throws io.github.macnightly.io.CorruptException when the header contradicts itself or the file
   * @throws io.github.macnightly.io.UnsupportedFormatException when only a certificate opens the
   *     image, or a method is not known
   * @throws io.github.macnightly.io.LimitExceededException for over 64 keys, blocks over 64 KiB or
   *     more than {@link Keys#MAX_ITERATIONS} in all
   */
  public static Source open(Source file, Passphrases passphrases) throws IOException {
    EncryptionHeader header = header(file);
    header.requireInside(isVersion2(file) ? file.size() : file.size() - TrailerV1.SIZE);
    EncryptionHeader.Range data = header.data();
    BlockCipher cipher = unlock(header, passphrases);
    return DecryptedSource.of(
        file, cipher, new DecryptedSource.Part(data.offset(), data.length(), 0));
  }

  /**
   * Opens a header whose content is elsewhere, as in the {@code token} of a sparse bundle.
   *
   * @param file a header of version 2 or a trailer of version 1; stays the caller's to close
   * @param passphrases asked once, and only when the header is sound
   * @throws IOException for the same reasons as in {@link #open}
   */
  public static BlockCipher unlock(Source file, Passphrases passphrases) throws IOException {
    return unlock(header(file), passphrases);
  }

  private static EncryptionHeader header(Source file) throws IOException {
    if (isVersion2(file)) {
      return HeaderV2.read(file);
    }
    if (isVersion1(file)) {
      return TrailerV1.read(file);
    }
    throw new NotThisFormatException(
        FORMAT, 0, "the file neither starts with encrcdsa nor ends in cdsaencr");
  }

  private static BlockCipher unlock(EncryptionHeader header, Passphrases passphrases)
      throws IOException {
    long iterations = 0;
    for (EncryptionHeader.LockedKeys locked : header.keys()) {
      Keys.checkIterations(locked.iterations(), -1);
      iterations += locked.iterations();
    }
    Keys.checkIterations(iterations, -1);
    char[] passphrase =
        passphrases.passphrase().orElseThrow(() -> PassphraseException.missing(FORMAT));
    try {
      for (EncryptionHeader.LockedKeys locked : header.keys()) {
        Optional<ImageKeys> keys = locked.unlock(passphrase);
        if (keys.isPresent()) {
          BlockCipher cipher = new BlockCipher(keys.get(), header.blockSize());
          keys.get().wipe();
          return cipher;
        }
      }
    } finally {
      Arrays.fill(passphrase, '\0');
    }
    throw PassphraseException.wrong(FORMAT);
  }

  private static boolean isVersion2(Source file) throws IOException {
    return has(file, 0, START);
  }

  private static boolean isVersion1(Source file) throws IOException {
    return file.size() >= TrailerV1.SIZE && has(file, file.size() - END.length, END);
  }

  private static boolean has(Source file, long offset, byte[] signature) throws IOException {
    return file.size() >= signature.length
        && file.read(offset, signature.length).equals(ByteBuffer.wrap(signature));
  }
}
