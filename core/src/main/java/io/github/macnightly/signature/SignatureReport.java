package io.github.macnightly.signature;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Four facts about the signature of a package, apart from each other, and who signed it. Only a
 * report whose {@link #verifies} is yes says anything about the package: in all others the
 * certificates are just bytes that lie in it.
 *
 * @param verifies whether every signature in the archive matches its table of contents
 * @param chainsToApple whether the signer's certificate was issued below a root of Apple
 * @param validInTime whether all certificates were valid when it was signed; the reason names the
 *     source of that time
 * @param notarized whether a notarization ticket for this package is stapled; the ticket's own
 *     signature is not verified
 * @param digestAlgorithm algorithm of the digest of the table of contents, such as {@code sha1}; ""
 *     when there is no signature
 * @param signedAt when it was signed, as far as {@code timeBasis} can be trusted
 * @param timeBasis where {@code signedAt} comes from
 * @param certificates the signer's certificate first, then its issuers upwards
 * @param warnings what no signature covers, and other oddities; each one line
 */
public record SignatureReport(
    Fact verifies,
    Fact chainsToApple,
    Fact validInTime,
    Fact notarized,
    String digestAlgorithm,
    Optional<Instant> signedAt,
    TimeBasis timeBasis,
    List<CertificateInfo> certificates,
    List<String> warnings) {

  /** Returns the signer's certificate, empty when there is no signature or none can be read. */
  public Optional<CertificateInfo> signer() {
    return certificates.stream().findFirst();
  }

  /** Returns the signer's team, "" when there is none. */
  public String teamId() {
    return signer().map(CertificateInfo::teamId).orElse("");
  }

  /** Says whether the archive carries a signature, good or bad. */
  public boolean isSigned() {
    return verifies.answer() != Answer.ABSENT;
  }
}
