package io.github.macnightly.signature;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * The signature of style RSA: RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2) over the digest of the
 * table of contents. The whole encoded message is built and compared, so nothing in it is parsed
 * and no forgery can hide in its padding.
 */
final class RsaSignature {

  /** What comes before the digest in a DigestInfo (RFC 8017, section 9.2, note 1). */
  private static final Map<String, String> PREFIXES =
      Map.of(
          "sha1", "3021300906052b0e03021a05000414",
          "sha256", "3031300d060960864801650304020105000420",
          "sha384", "3041300d060960864801650304020205000430",
          "sha512", "3051300d060960864801650304020305000440");

  private static final Map<String, String> NAMES =
      Map.of("sha1", "SHA-1", "sha256", "SHA-256", "sha384", "SHA-384", "sha512", "SHA-512");

  private RsaSignature() {}

  /**
   * Verifies.
   *
   * @param algorithm the digest's, such as {@code sha1}
   * @return which of the two forms it has
   * @throws SignatureException when it does not match
   */
  static String verify(X509Certificate signer, byte[] signature, String algorithm, byte[] digest)
      throws SignatureException {
    if (!(signer.getPublicKey() instanceof RSAPublicKey key)) {
      throw new SignatureException("the signer's key is not RSA");
    }
    int length = (key.getModulus().bitLength() + 7) / 8;
    requirePadding(signature, length);
    BigInteger number = new BigInteger(1, Arrays.copyOf(signature, length));
    if (number.compareTo(key.getModulus()) >= 0) {
      throw new SignatureException("RSA signature is larger than the modulus");
    }
    BigInteger message = number.modPow(key.getPublicExponent(), key.getModulus());
    if (message.equals(encoded(algorithm, digest, length))) {
      return "RSA over the digest";
    }
    if (message.equals(encoded(algorithm, hash(algorithm, digest), length))) {
      return "RSA over the digest of the digest, as in some packages of 2020 and 2021";
    }
    throw new SignatureException("RSA signature is not of this table of contents");
  }

  /** The place kept for the signature may be longer than it; the rest must be zeros. */
  private static void requirePadding(byte[] signature, int length) throws SignatureException {
    if (signature.length < length) {
      throw new SignatureException(
          "RSA signature has " + signature.length + " bytes, the key needs " + length);
    }
    for (int i = length; i < signature.length; i++) {
      if (signature[i] != 0) {
        throw new SignatureException("RSA signature is followed by other bytes");
      }
    }
  }

  private static BigInteger encoded(String algorithm, byte[] digest, int length)
      throws SignatureException {
    byte[] prefix = HexFormat.of().parseHex(PREFIXES.getOrDefault(algorithm, ""));
    int padding = length - 3 - prefix.length - digest.length;
    if (prefix.length == 0 || padding < 8) {
      throw new SignatureException("no RSA signature over " + algorithm + " with this key");
    }
    byte[] message = new byte[length];
    Arrays.fill(message, 2, 2 + padding, (byte) 0xff);
    message[1] = 1;
    System.arraycopy(prefix, 0, message, 3 + padding, prefix.length);
    System.arraycopy(digest, 0, message, length - digest.length, digest.length);
    return new BigInteger(1, message);
  }

  private static byte[] hash(String algorithm, byte[] digest) throws SignatureException {
    try {
      return MessageDigest.getInstance(NAMES.get(algorithm)).digest(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new SignatureException("no digest " + algorithm, e);
    }
  }
}
