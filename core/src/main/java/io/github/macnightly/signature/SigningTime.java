package io.github.macnightly.signature;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When an archive was signed, and whether its certificates were valid then.
 *
 * @param fact whether they were
 * @param time when it was signed, empty when that is unknown
 * @param basis who says so
 * @param chain the certificates that were looked at, the signer's first
 */
record SigningTime(
    Fact fact, Optional<Instant> time, TimeBasis basis, List<X509Certificate> chain) {

  static SigningTime unknown(Fact fact) {
    return new SigningTime(fact, Optional.empty(), TimeBasis.NONE, List.of());
  }

  /**
   * Finds the best time there is. A timestamp that does not verify is not passed over for the
   * signer's word: somebody changed something.
   */
  static SigningTime of(
      Chain chain,
      Optional<CmsSignature> cms,
      Optional<Instant> created,
      List<X509Certificate> roots) {
    Optional<TimestampToken> token = cms.flatMap(CmsSignature::token);
    if (token.isPresent()) {
      return stamped(chain, token.get(), roots);
    }
    Optional<Instant> signing = cms.flatMap(CmsSignature::signingTime);
    if (signing.isPresent()) {
      String says = "by the signer's word, no timestamp";
      return judged(chain, signing.get(), TimeBasis.SIGNING_TIME, says);
    }
    if (created.isPresent()) {
      String says = "by the table of contents, no timestamp";
      return judged(chain, created.get(), TimeBasis.CREATION_TIME, says);
    }
    Fact none = Fact.no("no time of signing is known");
    return new SigningTime(none, Optional.empty(), TimeBasis.NONE, chain.path());
  }

  private static SigningTime stamped(
      Chain chain, TimestampToken token, List<X509Certificate> roots) {
    if (token.authority() == null) {
      Fact bad = Fact.no("the timestamp does not verify: " + token.failure());
      return new SigningTime(bad, Optional.empty(), TimeBasis.NONE, chain.path());
    }
    List<X509Certificate> known = new ArrayList<>(token.certificates());
    known.addAll(chain.path());
    Chain authority = Chain.of(token.authority(), known, roots);
    Optional<X509Certificate> invalid = authority.invalidAt(token.time());
    if (invalid.isPresent()) {
      String name = Certificates.shown(invalid.get());
      Fact bad = Fact.no("the timestamp's certificate " + name + " was not valid at its time");
      return new SigningTime(bad, Optional.empty(), TimeBasis.NONE, chain.path());
    }
    String name = Certificates.shown(token.authority());
    return authority.trusted()
        ? judged(chain, token.time(), TimeBasis.TIMESTAMP, "by a timestamp of " + name)
        : judged(
            chain,
            token.time(),
            TimeBasis.FOREIGN_TIMESTAMP,
            "by a timestamp of " + name + ", an authority that is not Apple's");
  }

  private static SigningTime judged(Chain chain, Instant time, TimeBasis basis, String says) {
    Fact fact =
        chain
            .invalidAt(time)
            .map(c -> Fact.no(outside(c, time) + " (" + says + ")"))
            .orElseGet(
                () -> Fact.yes("all certificates were valid at " + time + " (" + says + ")"));
    return new SigningTime(fact, Optional.of(time), basis, chain.path());
  }

  private static String outside(X509Certificate certificate, Instant time) {
    return "certificate "
        + Certificates.shown(certificate)
        + " is valid from "
        + certificate.getNotBefore().toInstant()
        + " to "
        + certificate.getNotAfter().toInstant()
        + ", signed at "
        + time;
  }
}
