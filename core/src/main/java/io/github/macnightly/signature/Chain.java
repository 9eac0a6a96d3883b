package io.github.macnightly.signature;

import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A certificate and those that issued it, upwards as far as they are known.
 *
 * <p>The path is walked here, one issuer after the other, because a builder that tries every path
 * can be kept busy for hours by certificates that all issue each other. What is found is then
 * checked by the JDK's PKIX validator (RFC 5280: signatures, basic constraints, key usage, name
 * constraints, weak algorithms). Revocation is not checked: it would need the network.
 *
 * @param path the certificate first; the root last when it is known
 * @param trusted whether it leads to one of the roots that are trusted
 * @param reason why, one line
 */
record Chain(List<X509Certificate> path, boolean trusted, String reason) {

  private static final int MAX_LENGTH = 8;

  /** Certificates that are considered; a package has three or four. */
  private static final int MAX_CANDIDATES = 64;

  static Chain of(
      X509Certificate leaf, Collection<X509Certificate> known, List<X509Certificate> roots) {
    Set<X509Certificate> candidates = new LinkedHashSet<>(roots);
    known.stream().limit(MAX_CANDIDATES).forEach(candidates::add);
    List<X509Certificate> path = new ArrayList<>(List.of(leaf));
    while (path.size() < MAX_LENGTH && !roots.contains(last(path))) {
      Optional<X509Certificate> issuer = issuer(last(path), candidates);
      if (issuer.isEmpty() || path.contains(issuer.get())) {
        break;
      }
      path.add(issuer.get());
    }
    String top = "'" + Certificates.commonName(last(path)) + "'";
    if (!roots.contains(last(path))) {
      return new Chain(path, false, "the certificates lead to " + top + ", which is not Apple's");
    }
    try {
      validate(path);
      return new Chain(path, true, "the certificates lead to " + top);
    } catch (GeneralSecurityException | RuntimeException e) { // hostile DER is parsed on demand
      return new Chain(path, false, "the certificates do not fit together: " + Text.reason(e));
    }
  }

  /**
   * Checks that certificates which a signature carries were not tampered with: each is one of those
   * that the table of contents lists, or is signed by one that is known. They are not covered by
   * the signature itself, and a changed one that nobody uses would go unnoticed.
   *
   * @throws SignatureException when one is neither
   */
  static void requireLinked(Collection<X509Certificate> carried, Collection<X509Certificate> listed)
      throws SignatureException {
    Set<X509Certificate> known = new LinkedHashSet<>(listed);
    known.addAll(carried);
    for (X509Certificate certificate : carried) {
      if (!listed.contains(certificate) && issuer(certificate, known).isEmpty()) {
        throw new SignatureException(
            "the certificate "
                + Certificates.shown(certificate)
                + " was changed or does not belong here");
      }
    }
  }

  private static X509Certificate last(List<X509Certificate> path) {
    return path.get(path.size() - 1);
  }

  private static Optional<X509Certificate> issuer(
      X509Certificate certificate, Collection<X509Certificate> candidates) {
    return candidates.stream()
        .filter(c -> c.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
        .filter(c -> isSignedBy(certificate, c))
        .findFirst();
  }

  private static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException e) { // a key that does not fit
      return false;
    }
  }

  /**
   * Validates at a moment when all certificates were valid, because expiry is a fact of its own.
   */
  private static void validate(List<X509Certificate> path) throws GeneralSecurityException {
    X509Certificate root = last(path);
    List<X509Certificate> below = path.subList(0, path.size() - 1);
    if (below.isEmpty()) {
      return;
    }
    Instant start =
        below.stream().map(c -> c.getNotBefore().toInstant()).max(Instant::compareTo).get();
    CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(below);
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(start));
    parameters.addCertPathChecker(new AppleExtensions());
    CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
  }

  /** Returns the certificate of the path that was not valid at a moment, if there is one. */
  Optional<X509Certificate> invalidAt(Instant time) {
    return path.stream().filter(c -> isOutside(c, time)).findFirst();
  }

  private static boolean isOutside(X509Certificate c, Instant time) {
    return time.isBefore(c.getNotBefore().toInstant()) || time.isAfter(c.getNotAfter().toInstant());
  }
}
