package io.github.macnightly.signature;

import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.xar.XarArchive;
import io.github.macnightly.xar.XarEntry;
import io.github.macnightly.xar.XarSignature;
import java.io.IOException;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One signed archive while it is being verified. All its signatures must match, and be of one
 * signer: macOS of different ages look at different ones, and a package must not be good for one
 * and bad for the other.
 */
final class SignedArchive {

  /** Apple keeps 9216 bytes for a CMS signature with its timestamp. */
  private static final int MAX_SIGNATURE = 128 << 10;

  /** One of each style; more would only be work. */
  private static final int MAX_SIGNATURES = 2;

  private static final Set<String> SOUND_DIGESTS = Set.of("sha1", "sha256", "sha384", "sha512");

  private final XarArchive archive;
  private final List<X509Certificate> roots;
  private final List<String> warnings;
  private final Set<X509Certificate> certificates = new LinkedHashSet<>();
  private final List<String> forms = new ArrayList<>();
  private X509Certificate signer;
  private CmsSignature cms;

  SignedArchive(XarArchive archive, List<X509Certificate> roots, List<String> warnings) {
    this.archive = archive;
    this.roots = roots;
    this.warnings = warnings;
  }

  /** Verifies all signatures and tells the facts; those on certificates also when one is bad. */
  SignatureReport report(Fact notarized) throws IOException {
    Fact verifies = verifies();
    if (signer == null) {
      Fact none = Fact.no("no certificate of the signer can be read");
      return report(verifies, none, notarized, SigningTime.unknown(none));
    }
    Chain chain = Chain.of(signer, certificates, roots);
    if (!Certificates.isForInstallers(signer)) {
      warnings.add("the signer's certificate is not one for installer packages");
    }
    Fact chains = new Fact(chain.trusted() ? Answer.YES : Answer.NO, chain.reason());
    SigningTime time =
        SigningTime.of(chain, Optional.ofNullable(cms), archive.creationTime(), roots);
    return report(verifies, chains, notarized, time);
  }

  private SignatureReport report(Fact verifies, Fact chains, Fact notarized, SigningTime time) {
    List<CertificateInfo> infos = time.chain().stream().map(Certificates::info).toList();
    return new SignatureReport(
        verifies,
        chains,
        time.fact(),
        notarized,
        archive.tocDigestAlgorithm(),
        time.time(),
        time.basis(),
        infos,
        List.copyOf(warnings));
  }

  /** Goes on after the first failure, because the certificates of the others are worth a look. */
  private Fact verifies() throws IOException {
    List<String> failures = new ArrayList<>();
    if (!SOUND_DIGESTS.contains(archive.tocDigestAlgorithm())) {
      failures.add(
          "the table of contents is covered by "
              + archive.tocDigestAlgorithm()
              + ", which is broken");
    }
    if (archive.signatures().size() > MAX_SIGNATURES) {
      return Fact.no("the archive has " + archive.signatures().size() + " signatures, wanted two");
    }
    for (XarSignature signature : archive.signatures()) {
      try {
        verify(signature);
      } catch (SignatureException | LimitExceededException e) {
        failures.add(Text.reason(e));
      }
    }
    uncovered().ifPresent(failures::add);
    return failures.isEmpty()
        ? Fact.yes("signed with " + String.join(" and ", forms))
        : Fact.no(failures.get(0));
  }

  private void verify(XarSignature signature) throws IOException, SignatureException {
    List<X509Certificate> listed = new ArrayList<>();
    for (byte[] der : signature.certificates()) {
      listed.add(Certificates.parse(der));
    }
    certificates.addAll(listed);
    if (!listed.isEmpty()) {
      requireSigner(listed.get(0));
    }
    byte[] bytes = archive.read(signature, MAX_SIGNATURE);
    switch (signature.style().toUpperCase(Locale.ROOT)) {
      case "RSA" -> verifyRsa(listed, bytes);
      case "CMS" -> verifyCms(bytes);
      default ->
          throw new SignatureException(
              "signatures of style '" + signature.style() + "' are not read");
    }
  }

  private void verifyRsa(List<X509Certificate> listed, byte[] bytes) throws SignatureException {
    if (listed.isEmpty()) {
      throw new SignatureException("the RSA signature has no certificate");
    }
    String algorithm = archive.tocDigestAlgorithm();
    forms.add(RsaSignature.verify(listed.get(0), bytes, algorithm, archive.tocDigest()));
  }

  private void verifyCms(byte[] bytes) throws SignatureException {
    cms = CmsReader.verify(bytes, archive.tocDigest(), certificates);
    certificates.addAll(cms.certificates());
    requireSigner(cms.signer());
    forms.add("CMS");
  }

  private void requireSigner(X509Certificate certificate) throws SignatureException {
    if (signer != null && !signer.equals(certificate)) {
      throw new SignatureException(
          "signatures are of two signers, "
              + Certificates.commonName(signer)
              + " and "
              + Certificates.commonName(certificate));
    }
    signer = certificate;
  }

  /** A member without a sound checksum could be exchanged and the signature would still match. */
  private Optional<String> uncovered() {
    return archive.entries().stream()
        .filter(e -> e.length() > 0 && !isCovered(e))
        .map(e -> "member " + e.path() + " has no checksum that the signature could cover")
        .findFirst();
  }

  private static boolean isCovered(XarEntry entry) {
    return isSound(entry.archived().style()) || isSound(entry.extracted().style());
  }

  private static boolean isSound(String style) {
    return SOUND_DIGESTS.contains(style.strip().toLowerCase(Locale.ROOT).replace("-", ""));
  }
}
