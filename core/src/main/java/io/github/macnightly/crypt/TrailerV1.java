package io.github.macnightly.crypt;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The trailer of version 1, at the end of the file.
 *
 * <p>Each key is wrapped as CMS does it: padded, encrypted under a random initialization vector,
 * that vector put before it, all bytes reversed, padded and encrypted again under a known one. Four
 * bytes before the key give the length of a description, which is always empty.
 *
 * @param salt and {@code iterations} are the input of PBKDF2-HMAC-SHA1
 * @param dataKey the AES key, wrapped
 * @param numberKey the HMAC key, wrapped
 * @param dataKeyLength of the AES key, in bytes
 */
record TrailerV1(byte[] salt, long iterations, byte[] dataKey, byte[] numberKey, int dataKeyLength)
    implements EncryptionHeader.LockedKeys {

  static final int SIZE = 1276;

  private static final int VERSION = 1;
  private static final int KEY_BITS = 192;
  private static final int SALT_ROOM = 32;
  private static final int KEY_ROOM = 256;
  private static final int DESCRIPTION = 4;
  private static final byte[] NOTHING = {};

  /** The known initialization vector, 4adda22c79e82105 (RFC 3217). */
  private static final long OUTER_VECTOR = 0x4adda22c79e82105L;

  /** Reads the trailer of a file that is known to end in its signature. */
  static EncryptionHeader read(Source file) throws IOException {
    Fields trailer = Fields.read(file, file.size() - SIZE, SIZE);
    trailer.require(1264, VERSION, "version");
    int blockSize = trailer.blockSize(16);
    trailer.require(20, Fields.TRIPLE_DES, "algorithm of the encrypted keys");
    trailer.requirePadding(24);
    trailer.require(32, KEY_BITS, "key of the encrypted keys of length");
    trailer.requirePbkdf2(40);
    int dataKeyLength = trailer.dataKeyLength(88);
    trailer.requireNumberKey(400);
    TrailerV1 keys =
        new TrailerV1(
            trailer.counted(52, 1, SALT_ROOM),
            Integer.toUnsignedLong(trailer.number(48)),
            trailer.encrypted(136, Unwrapping.TRIPLE_DES.block(), KEY_ROOM),
            trailer.encrypted(436, Unwrapping.TRIPLE_DES.block(), KEY_ROOM),
            dataKeyLength);
    EncryptionHeader.Range data = new EncryptionHeader.Range(0, trailer.longNumber(1256));
    return new EncryptionHeader(blockSize, data, List.of(keys));
  }

  @Override
  public Optional<ImageKeys> unlock(char[] passphrase) throws IOException {
    byte[] key = Keys.pbkdf2Sha1(passphrase, salt, iterations, KEY_BITS / 8);
    try {
      byte[] data = unwrap(key, dataKey);
      byte[] number = unwrap(key, numberKey);
      return data.length == dataKeyLength && number.length == ImageKeys.NUMBER_KEY
          ? Optional.of(new ImageKeys(data, number))
          : Optional.empty();
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Returns no bytes when what comes out is not a key after an empty description. */
  private static byte[] unwrap(byte[] key, byte[] wrapped) throws IOException {
    Unwrapping des = Unwrapping.TRIPLE_DES;
    byte[] vector = ByteBuffer.allocate(des.block()).putLong(OUTER_VECTOR).array();
    byte[] inner = des.decrypt(key, vector, wrapped).orElse(NOTHING);
    if (inner.length < 2 * des.block() || inner.length % des.block() != 0) {
      return NOTHING;
    }
    reverse(inner);
    vector = Arrays.copyOf(inner, des.block());
    byte[] rest = Arrays.copyOfRange(inner, des.block(), inner.length);
    byte[] plain = des.decrypt(key, vector, rest).orElse(NOTHING);
    boolean right = plain.length > DESCRIPTION && ByteBuffer.wrap(plain).getInt() == 0;
    byte[] result = right ? Arrays.copyOfRange(plain, DESCRIPTION, plain.length) : NOTHING;
    Arrays.fill(plain, (byte) 0);
    return result;
  }

  private static void reverse(byte[] bytes) {
    for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
      byte first = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = first;
    }
  }
}
