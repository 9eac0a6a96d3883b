package io.github.macnightly.signature;

import io.github.macnightly.io.Sha256;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** X.509 certificates: parsing them from strangers' bytes, and what they say. */
final class Certificates {

  /** Developer ID Installer and its kin, by the extended key usage that Apple gives them. */
  private static final Map<String, String> PURPOSES =
      Map.of(
          "1.2.840.113635.100.4.13", "Developer ID Installer",
          "1.2.840.113635.100.4.9", "Mac App Store Installer",
          "1.3.6.1.5.5.7.3.3", "code signing",
          "1.3.6.1.5.5.7.3.8", "time stamping");

  /** Apple's authorities have 2048 and 4096 bits, and everybody's exponent is 65537. */
  private static final int MAX_RSA_BITS = 4096;

  private static final int MAX_EXPONENT_BITS = 32;

  private Certificates() {}

  /**
   * Parses one certificate.
   *
   * @throws SignatureException when it is damaged, or its key is of a kind or size whose arithmetic
   *     a stranger could make endless
   */
  static X509Certificate parse(byte[] der) throws SignatureException {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      X509Certificate certificate =
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
      requireKey(certificate.getPublicKey());
      return certificate;
    } catch (CertificateException | RuntimeException e) { // the parser trips over hostile DER
      throw new SignatureException("a certificate is damaged: " + Text.reason(e), e);
    }
  }

  private static void requireKey(PublicKey key) throws SignatureException {
    boolean rsa =
        key instanceof RSAPublicKey k
            && k.getModulus().bitLength() <= MAX_RSA_BITS
            && k.getPublicExponent().bitLength() <= MAX_EXPONENT_BITS;
    if (!rsa && !(key instanceof ECPublicKey)) {
      throw new SignatureException(
          "a certificate has a "
              + key.getAlgorithm()
              + " key, wanted EC or RSA up to "
              + MAX_RSA_BITS
              + " bits");
    }
  }

  /** Returns what the certificate says about itself. */
  static CertificateInfo info(X509Certificate certificate) {
    X500Principal subject = certificate.getSubjectX500Principal();
    return new CertificateInfo(
        name(subject, "CN"),
        name(subject, "OU"),
        name(certificate.getIssuerX500Principal(), "CN"),
        certificate.getSerialNumber().toString(16),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        purpose(certificate),
        fingerprint(certificate));
  }

  static String commonName(X509Certificate certificate) {
    return name(certificate.getSubjectX500Principal(), "CN");
  }

  /** Names a certificate in a message, one without a name too. */
  static String shown(X509Certificate certificate) {
    String name = commonName(certificate);
    return name.isEmpty()
        ? "without a name (serial number " + certificate.getSerialNumber().toString(16) + ")"
        : "'" + name + "'";
  }

  static String fingerprint(X509Certificate certificate) {
    try {
      return Sha256.hex(certificate.getEncoded());
    } catch (CertificateException e) {
      throw new IllegalStateException("what was parsed has its bytes", e);
    }
  }

  /** Says whether Apple issued the certificate for signing packages. */
  static boolean isForInstallers(X509Certificate certificate) {
    return purpose(certificate).endsWith("Installer");
  }

  private static String purpose(X509Certificate certificate) {
    try {
      List<String> usages = certificate.getExtendedKeyUsage();
      return (usages == null ? List.<String>of() : usages)
          .stream().map(PURPOSES::get).filter(p -> p != null).findFirst().orElse("");
    } catch (CertificateParsingException e) {
      return "";
    }
  }

  /** Returns the first value of an attribute of a name; the last in order of writing RFC 2253. */
  private static String name(X500Principal principal, String type) {
    try {
      String value = "";
      for (Rdn rdn : new LdapName(principal.getName()).getRdns()) {
        if (value.isEmpty() && rdn.getType().equalsIgnoreCase(type)) {
          value = rdn.getValue() instanceof String text ? Text.printable(text) : "";
        }
      }
      return value;
    } catch (InvalidNameException e) {
      return "";
    }
  }
}
