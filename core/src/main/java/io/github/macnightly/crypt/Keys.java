package io.github.macnightly.crypt;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Makes keys from passphrases (PBKDF2, RFC 8018) and from other keys (RFC 3394). */
public final class Keys {

  /**
   * The most iterations that are computed: some three seconds. Systems of 2026 write 625,000. A
   * reader that tries several keys sets its own limit on their sum.
   */
  public static final long MAX_ITERATIONS = 5_000_000;

  private static final String WRAP = "AES key wrap";
  private static final int MAX_WRAPPED = 1024;

  private Keys() {}

  /**
   * Unwraps a key (RFC 3394).
   *
   * @param kek the key that encrypts: 16, 24 or 32 bytes
   * @param wrapped a multiple of 8 bytes, from 24 to 1024
   * @return the key, 8 bytes shorter
   * @throws PassphraseException when the check value differs: the key that encrypts, and so the
   *     passphrase that it was made of, is wrong
   * @throws CorruptException when a length is none of those above
   */
  public static byte[] unwrap(byte[] kek, byte[] wrapped) throws IOException {
    if (kek.length != 16 && kek.length != 24 && kek.length != 32) {
      throw new CorruptException(WRAP, -1, "key of " + kek.length + " bytes, wanted 16, 24 or 32");
    }
    if (wrapped.length < 24 || wrapped.length > MAX_WRAPPED || wrapped.length % 8 != 0) {
      throw new CorruptException(
          WRAP, -1, "wrapped key of " + wrapped.length + " bytes, wanted 24, 32, 40 and so on");
    }
    try {
      Cipher cipher = Cipher.getInstance("AESWrap");
      cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(kek, "AES"));
      return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
    } catch (InvalidKeyException e) {
      throw PassphraseException.wrong("wrapped key");
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /**
   * Makes a key by PBKDF2 with HMAC-SHA1.
   *
   * @param passphrase taken as UTF-8; stays the caller's to wipe
   * @param salt not empty
   * @param iterations from 1 to {@link #MAX_ITERATIONS}
   * @param length of the key in bytes
   * @throws CorruptException when the salt is empty or there is no iteration
   * @throws LimitExceededException when there are too many iterations
   */
  public static byte[] pbkdf2Sha1(char[] passphrase, byte[] salt, long iterations, int length)
      throws IOException {
    return pbkdf2("PBKDF2WithHmacSHA1", new Passes(salt, iterations), passphrase, length);
  }

  /**
   * Makes a key by PBKDF2 with HMAC-SHA256.
   *
   * @param passphrase taken as UTF-8; stays the caller's to wipe
   * @param salt not empty
   * @param iterations from 1 to {@link #MAX_ITERATIONS}
   * @param length of the key in bytes
   * @throws CorruptException when the salt is empty or there is no iteration
   * @throws LimitExceededException when there are too many iterations
   */
  public static byte[] pbkdf2Sha256(char[] passphrase, byte[] salt, long iterations, int length)
      throws IOException {
    return pbkdf2("PBKDF2WithHmacSHA256", new Passes(salt, iterations), passphrase, length);
  }

  /** What the image says about the derivation. */
  private record Passes(byte[] salt, long iterations) {}

  private static byte[] pbkdf2(String algorithm, Passes passes, char[] passphrase, int length)
      throws IOException {
    checkIterations(passes.iterations, -1);
    if (passes.salt.length == 0) {
      throw new CorruptException("PBKDF2", -1, "the salt is empty");
    }
    PBEKeySpec spec =
        new PBEKeySpec(
            passphrase, passes.salt, (int) passes.iterations, Math.multiplyExact(length, 8));
    try {
      return SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    } finally {
      spec.clearPassword();
    }
  }

  /** Refuses a number of iterations, or their sum, that is read at {@code offset}. */
  static void checkIterations(long iterations, long offset) throws IOException {
    if (iterations < 1) {
      throw new CorruptException("PBKDF2", offset, iterations + " iterations, wanted 1 or more");
    }
    if (iterations > MAX_ITERATIONS) {
      throw new LimitExceededException(
          "PBKDF2", offset, iterations + " iterations", MAX_ITERATIONS);
    }
  }

  /** Turns what no input can cause into a failure of the medium: this Java is incomplete. */
  static IOException missing(GeneralSecurityException cause) {
    return new IOException("this Java lacks a cipher: " + cause.getMessage(), cause);
  }
}
