package io.github.macnightly.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key with its certificate and those above it, made for one test run. */
final class Authority {

  static final String INSTALLER = "1.2.840.113635.100.4.13";
  static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

  static final Instant START = Instant.parse("2015-01-01T00:00:00Z");
  static final Instant END = Instant.parse("2045-01-01T00:00:00Z");

  /** What a certificate is issued for, and how long it is valid. */
  private record Terms(String usage, Instant from, Instant to) {}

  private static final Terms AUTHORITY = new Terms(null, START, END);

  final KeyPair keys;
  final X509Certificate certificate;
  private final Authority issuer;

  private Authority(KeyPair keys, X509Certificate certificate, Authority issuer) {
    this.keys = keys;
    this.certificate = certificate;
    this.issuer = issuer;
  }

  static Authority root(String name) {
    return make(null, "CN=" + name, AUTHORITY);
  }

  /** Issues a certificate authority. */
  Authority authority(String name) {
    return make(this, "CN=" + name, AUTHORITY);
  }

  /** Issues a certificate for one use. */
  Authority leaf(String subject, String usage, Instant from, Instant to) {
    return make(this, subject, new Terms(usage, from, to));
  }

  /** Returns this certificate and those above it. */
  List<X509Certificate> chain() {
    List<X509Certificate> chain = new ArrayList<>();
    for (Authority a = this; a != null; a = a.issuer) {
      chain.add(a.certificate);
    }
    return chain;
  }

  /** Signs as the RSA block of an archive does. */
  byte[] rsa(byte[] digest, String prefix) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(Cipher.ENCRYPT_MODE, keys.getPrivate());
      cipher.update(HexFormat.of().parseHex(prefix));
      return cipher.doFinal(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Authority make(Authority issuer, String subject, Terms terms) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(1024); // as short as validators allow, for speed
      KeyPair keys = generator.generateKeyPair();
      X500Name name = new X500Name(subject);
      X500Name above =
          issuer == null
              ? name
              : X500Name.getInstance(issuer.certificate.getSubjectX500Principal().getEncoded());
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              above,
              BigInteger.valueOf(System.nanoTime()),
              Date.from(terms.from),
              Date.from(terms.to),
              name,
              keys.getPublic());
      extend(builder, terms.usage);
      KeyPair signer = issuer == null ? keys : issuer.keys;
      var content = new JcaContentSignerBuilder("SHA256withRSA").build(signer.getPrivate());
      var certificate = new JcaX509CertificateConverter().getCertificate(builder.build(content));
      return new Authority(keys, certificate, issuer);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void extend(JcaX509v3CertificateBuilder builder, String usage) throws IOException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(usage == null));
    if (usage != null) {
      KeyPurposeId purpose = KeyPurposeId.getInstance(new ASN1ObjectIdentifier(usage));
      builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    }
    if (INSTALLER.equals(usage)) { // Apple's mark, which is critical in its certificates
      ASN1ObjectIdentifier mark = new ASN1ObjectIdentifier("1.2.840.113635.100.6.1.14");
      builder.addExtension(mark, true, DERNull.INSTANCE);
    }
  }
}
