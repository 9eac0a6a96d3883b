package io.github.macnightly.signature;

import io.github.macnightly.io.CorruptException;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The root that Developer ID certificates and Apple's timestamps are issued below. Our copy is
 * pinned by its well-known fingerprint, so a changed resource is found out.
 */
final class AppleRoots {

  private static final String FINGERPRINT =
      "b0b1730ecbc7ff4505142c49f1295e6eda6bcaed7e2c68c5be91b5a11001f024";

  private AppleRoots() {}

  /** Loads the Apple Root CA certificate of 2006, which is valid until 2035. */
  static List<X509Certificate> load() throws IOException {
    try (InputStream in = AppleRoots.class.getResourceAsStream("apple-root-ca.pem")) {
      if (in == null) {
        throw new CorruptException("X.509", -1, "apple-root-ca.pem is missing; install again");
      }
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      X509Certificate root = (X509Certificate) factory.generateCertificate(in);
      if (!Certificates.fingerprint(root).equals(FINGERPRINT)) {
        throw new CorruptException("X.509", -1, "apple-root-ca.pem was changed; install again");
      }
      return List.of(root);
    } catch (CertificateException e) {
      throw new CorruptException("X.509", -1, "apple-root-ca.pem is damaged; install again");
    }
  }
}
