package io.github.macnightly.crypt;

import io.github.macnightly.io.CorruptException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The record of version 2 that a passphrase opens: how the passphrase becomes a key, and the blob
 * that this key opens.
 *
 * @param salt and {@code iterations} are the input of PBKDF2-HMAC-SHA1
 * @param wrapping how the blob is encrypted
 * @param keyLength of the key that opens the blob, in bytes
 * @param vector the initialization vector, as long as a block of {@code wrapping}
 * @param blob both keys, encrypted
 * @param dataKeyLength of the AES key in the blob, in bytes
 */
record PassphraseRecord(
    byte[] salt,
    long iterations,
    Unwrapping wrapping,
    int keyLength,
    byte[] vector,
    byte[] blob,
    int dataKeyLength)
    implements EncryptionHeader.LockedKeys {

  /** Bytes before the blob. */
  static final int FIXED = 104;

  /** A record of hdiutil has room for 512 bytes of blob. */
  static final int MAX = FIXED + 512;

  private static final int SALT_ROOM = 32;
  private static final int VECTOR_ROOM = 32;
  private static final int LEAST_VECTOR = 8;
  private static final int PADDED_CBC = 6;
  private static final byte[] NOTHING = {};

  /** What ends a blob that was opened by the right key. */
  private static final byte[] MARK = "CKIE\0".getBytes(StandardCharsets.US_ASCII);

  /** Reads a record. */
  static PassphraseRecord read(Fields record, int dataKeyLength) throws IOException {
    record.requirePbkdf2(0);
    byte[] vector = record.counted(48, LEAST_VECTOR, VECTOR_ROOM);
    Unwrapping wrapping = wrapping(record);
    record.requirePadding(92);
    record.require(96, PADDED_CBC, "mode of the encrypted keys");
    return new PassphraseRecord(
        record.counted(12, 1, SALT_ROOM),
        Integer.toUnsignedLong(record.number(8)),
        wrapping,
        record.number(84) / 8,
        // systems that wrap by AES still give 8 bytes; the rest is zero
        Arrays.copyOf(vector, wrapping.block()),
        record.encrypted(100, wrapping.block(), MAX - FIXED),
        dataKeyLength);
  }

  private static Unwrapping wrapping(Fields record) throws IOException {
    int bits = record.number(84);
    int algorithm = record.number(88);
    if (algorithm == Fields.TRIPLE_DES && bits == 192) {
      return Unwrapping.TRIPLE_DES;
    }
    if (algorithm == Fields.AES && (bits == 128 || bits == 192 || bits == 256)) {
      return Unwrapping.AES;
    }
    throw record.unsupported(
        84, "key blob of algorithm " + record.text(88) + " with " + record.text(84) + " bits");
  }

  @Override
  public Optional<ImageKeys> unlock(char[] passphrase) throws IOException {
    byte[] key = Keys.pbkdf2Sha1(passphrase, salt, iterations, keyLength);
    try {
      byte[] plain = wrapping.decrypt(key, vector, blob).orElse(NOTHING);
      Optional<ImageKeys> keys = endsInMark(plain) ? Optional.of(keys(plain)) : Optional.empty();
      Arrays.fill(plain, (byte) 0);
      return keys;
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static boolean endsInMark(byte[] plain) {
    int at = plain.length - MARK.length;
    return at >= 0 && Arrays.equals(plain, at, plain.length, MARK, 0, MARK.length);
  }

  private ImageKeys keys(byte[] plain) throws CorruptException {
    int wanted = dataKeyLength + ImageKeys.NUMBER_KEY + MARK.length;
    if (plain.length != wanted) {
      throw new CorruptException(
          EncryptedImage.FORMAT,
          -1,
          "keys of " + plain.length + " bytes for an AES key of " + dataKeyLength + " bytes");
    }
    return ImageKeys.of(plain, dataKeyLength);
  }
}
