package io.github.macnightly.crypt;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The numbers of a header, big-endian, and the checks that both versions share.
 *
 * @param bytes the header alone
 * @param base where it lies in the file, for refusals
 */
record Fields(ByteBuffer bytes, long base) {

  static final int AES = 0x80000001;
  static final int TRIPLE_DES = 17;

  private static final int PBKDF2 = 103;
  private static final int HMAC_SHA1 = 0;
  private static final int PKCS7 = 7;
  private static final int CBC = 5;
  private static final int VECTOR = 16;

  /** hdiutil writes 512 or 4096; a read of one byte decrypts a whole block. */
  private static final int MAX_BLOCK = 64 << 10;

  /** Reads a header whose length was checked against a limit. */
  static Fields read(Source file, long offset, int length) throws IOException {
    file.requireInside(EncryptedImage.FORMAT, offset, length);
    return new Fields(file.read(offset, length), offset);
  }

  int number(int field) {
    return bytes.getInt(field);
  }

  long longNumber(int field) {
    return bytes.getLong(field);
  }

  /** Refuses any other value than the one that is read. */
  void require(int field, int wanted, String what) throws UnsupportedFormatException {
    if (number(field) != wanted) {
      throw unsupported(field, what + " " + text(field) + " instead of " + (wanted & 0xffffffffL));
    }
  }

  /** Checks key derivation and pseudorandom function: only PBKDF2-HMAC-SHA1 was ever written. */
  void requirePbkdf2(int field) throws UnsupportedFormatException {
    require(field, PBKDF2, "key derivation");
    require(field + 4, HMAC_SHA1, "pseudorandom function of PBKDF2");
  }

  void requirePadding(int field) throws UnsupportedFormatException {
    require(field, PKCS7, "padding of the encrypted keys");
  }

  /**
   * Reads length of the initialization vector, mode, algorithm and length of the key in bits.
   *
   * @return the length of the AES key for the content, in bytes
   */
  int dataKeyLength(int field) throws UnsupportedFormatException {
    require(field, VECTOR, "initialization vector of length");
    require(field + 4, CBC, "encryption mode");
    require(field + 8, AES, "encryption algorithm");
    int bits = number(field + 12);
    if (bits != 128 && bits != 256) {
      throw unsupported(field + 12, "AES with " + text(field + 12) + " bits");
    }
    return bits / 8;
  }

  void requireNumberKey(int field) throws UnsupportedFormatException {
    require(field, ImageKeys.NUMBER_KEY * 8, "HMAC key of length");
  }

  int blockSize(int field) throws IOException {
    int size = number(field);
    if (size <= 0 || size % BlockCipher.AES_BLOCK != 0) {
      throw corrupt(field, "block size " + text(field) + ", wanted a multiple of 16");
    }
    if (size > MAX_BLOCK) {
      throw new LimitExceededException(
          EncryptedImage.FORMAT, base + field, "block size " + size, MAX_BLOCK);
    }
    return size;
  }

  /** Reads a length and the bytes that follow it, in an area of {@code most} bytes. */
  byte[] counted(int field, int least, int most) throws CorruptException {
    int length = number(field);
    int room = Math.min(most, bytes.limit() - field - 4);
    if (length < least || length > room) {
      throw corrupt(field, "length " + text(field) + ", wanted " + least + " to " + room);
    }
    byte[] value = new byte[length];
    bytes.get(field + 4, value);
    return value;
  }

  /** As {@link #counted}, for what was encrypted in blocks. */
  byte[] encrypted(int field, int block, int most) throws CorruptException {
    byte[] value = counted(field, block, most);
    if (value.length % block != 0) {
      throw corrupt(field, "encrypted key of " + value.length + " bytes is no whole block");
    }
    return value;
  }

  CorruptException corrupt(int field, String detail) {
    return new CorruptException(EncryptedImage.FORMAT, base + field, detail);
  }

  UnsupportedFormatException unsupported(int field, String what) {
    return new UnsupportedFormatException(
        EncryptedImage.FORMAT, base + field, what + " is not read");
  }

  /** Returns a number as text, without a sign. */
  String text(int field) {
    return Integer.toUnsignedString(number(field));
  }
}
