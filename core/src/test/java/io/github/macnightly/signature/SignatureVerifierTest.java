package io.github.macnightly.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Archives signed here, with a root made here. */
final class SignatureVerifierTest {

  private static final Instant SIGNED = Instant.parse("2020-06-01T00:00:00Z");
  private static final String SUBJECT =
      "UID=TEAM000001,CN=Developer ID Installer: Test (TEAM000001),OU=TEAM000001,O=Test,C=US";

  private static final Authority ROOT = Authority.root("Root");
  private static final Authority MIDDLE = ROOT.authority("Middle");
  private static final Authority LEAF =
      MIDDLE.leaf(SUBJECT, Authority.INSTALLER, Authority.START, Authority.END);
  private static final Authority EXPIRED =
      MIDDLE.leaf(SUBJECT, Authority.INSTALLER, Authority.START, SIGNED.plusSeconds(86400));
  private static final Authority STAMPER =
      ROOT.leaf("CN=Stamper", Authority.TIME_STAMPING, Authority.START, Authority.END);

  private static CmsMaker cms(Authority signer) {
    return new CmsMaker(signer).signedAt(SIGNED);
  }

  private static void assertRefused(SignedXar xar, String words) throws IOException {
    Fact fact = xar.report(ROOT).verifies();
    assertThat(fact.answer()).as(fact.reason()).isEqualTo(Answer.NO);
    assertThat(fact.reason()).contains(words);
  }

  @Test
  void verifiesRsaAndCmsOfOneSigner() throws IOException {
    SignatureReport report = new SignedXar().rsa(LEAF).cms(LEAF, cms(LEAF)::sign).report(ROOT);
    assertThat(report.verifies().reason()).isEqualTo("signed with RSA over the digest and CMS");
    assertThat(report.verifies().isYes()).isTrue();
    assertThat(report.chainsToApple().isYes()).isTrue();
    assertThat(report.warnings()).isEmpty();
  }

  @Test
  void verifiesOverSha256() throws IOException {
    SignatureReport report = new SignedXar(true).rsa(LEAF).cms(LEAF, cms(LEAF)::sign).report(ROOT);
    assertThat(report.verifies().isYes()).as(report.verifies().reason()).isTrue();
    assertThat(report.digestAlgorithm()).isEqualTo("sha256");
  }

  @Test
  void tellsTheSigner() throws IOException {
    SignatureReport report = new SignedXar().rsa(LEAF).report(ROOT);
    CertificateInfo signer = report.signer().orElseThrow();
    assertThat(signer.commonName()).isEqualTo("Developer ID Installer: Test (TEAM000001)");
    assertThat(report.teamId()).isEqualTo("TEAM000001");
    assertThat(signer.issuer()).isEqualTo("Middle");
    assertThat(signer.purpose()).isEqualTo("Developer ID Installer");
    assertThat(signer.validUntil()).isEqualTo(Authority.END);
    assertThat(report.certificates())
        .extracting(CertificateInfo::commonName)
        .containsExactly("Developer ID Installer: Test (TEAM000001)", "Middle", "Root");
  }

  @Test
  void takesTheDigestOfTheDigestInTheRsaBlock() throws IOException {
    SignedXar xar = new SignedXar();
    xar.rsa(LEAF, digest -> LEAF.rsa(xar.digest(digest), xar.prefix()));
    assertThat(xar.report(ROOT).verifies().reason()).contains("RSA over the digest of the digest");
  }

  @Test
  void refusesAnRsaBlockWithAnotherDigestInfo() throws IOException {
    String md5 = "3020300c06082a864886f70d020505000410";
    assertRefused(new SignedXar().rsa(LEAF, d -> LEAF.rsa(d, md5)), "not of this table");
  }

  @Test
  void refusesAnRsaBlockOfAnotherKey() throws IOException {
    SignedXar xar = new SignedXar();
    assertRefused(xar.rsa(LEAF, d -> EXPIRED.rsa(d, xar.prefix())), "RSA signature is ");
  }

  @Test
  void refusesACmsOfAnotherDigest() throws IOException {
    assertRefused(
        new SignedXar().cms(LEAF, d -> cms(LEAF).sign(new byte[20])), "not of this table");
  }

  @Test
  void refusesTwoSignersOfOneArchive() throws IOException {
    assertRefused(new SignedXar().rsa(LEAF).cms(EXPIRED, cms(EXPIRED)::sign), "two signers");
  }

  @Test
  void refusesACmsWhoseSignerIsNotTheListedOne() throws IOException {
    assertRefused(new SignedXar().cms(LEAF, cms(EXPIRED)::sign), "two signers");
  }

  @Test
  void refusesOneGoodAndOneBadSignature() throws IOException {
    assertRefused(new SignedXar().rsa(LEAF).cms(LEAF, d -> new byte[10]), "is empty");
  }

  @Test
  void refusesBytesInThePaddingOfTheCms() throws IOException {
    SignedXar xar = new SignedXar();
    xar.cms(
        LEAF,
        digest -> {
          byte[] slot = java.util.Arrays.copyOf(cms(LEAF).sign(digest), 9216);
          slot[9215] = 1;
          return slot;
        });
    assertRefused(xar, "followed by other bytes");
  }

  @Test
  void refusesAStyleItDoesNotKnow() throws IOException {
    SignedXar xar = new SignedXar().rsa(LEAF);
    assertRefused(xar.edit(t -> t.replace("\"RSA\"", "\"PGP\"")), "style 'PGP'");
  }

  @Test
  void refusesAMemberThatHasNoChecksum() throws IOException {
    SignedXar xar = new SignedXar().rsa(LEAF);
    String sum = "<archived-checksum.*</archived-checksum>";
    assertRefused(xar.edit(t -> t.replaceAll(sum, "")), "member a has no checksum");
  }

  @Test
  void refusesADamagedCertificate() throws IOException {
    SignedXar xar = new SignedXar().rsa(LEAF);
    assertRefused(
        xar.edit(t -> t.replace("<X509Certificate>MII", "<X509Certificate>AII")), "damaged");
  }

  @Test
  void tellsThatAChainDoesNotLeadToATrustedRoot() throws IOException {
    SignatureReport report = new SignedXar().rsa(LEAF).report(STAMPER);
    assertThat(report.verifies().isYes()).isTrue();
    assertThat(report.chainsToApple())
        .isEqualTo(Fact.no("the certificates lead to 'Root', which is not Apple's"));
  }

  @Test
  void doesNotTrustARootOfTheSameName() throws IOException {
    SignatureReport report = new SignedXar().rsa(LEAF).report(Authority.root("Root"));
    assertThat(report.chainsToApple().isYes()).isFalse();
  }

  @Test
  void doesNotTakeALeafForAnIssuer() throws IOException {
    Authority forged = LEAF.leaf(SUBJECT, Authority.INSTALLER, Authority.START, Authority.END);
    SignatureReport report = new SignedXar().rsa(forged).report(ROOT);
    assertThat(report.verifies().isYes()).isTrue();
    assertThat(report.chainsToApple().reason()).contains("do not fit together");
  }

  @Test
  void warnsOfACertificateThatIsNotForInstallers() throws IOException {
    Authority coder = MIDDLE.leaf(SUBJECT, "1.3.6.1.5.5.7.3.3", Authority.START, Authority.END);
    SignatureReport report = new SignedXar().rsa(coder).report(ROOT);
    assertThat(report.warnings()).anyMatch(w -> w.contains("not one for installer packages"));
  }

  @Test
  void takesTheCreationTimeWhereThereIsNoOther() throws IOException {
    SignatureReport report = new SignedXar().rsa(EXPIRED).report(ROOT);
    assertThat(report.timeBasis()).isEqualTo(TimeBasis.CREATION_TIME);
    assertThat(report.validInTime().isYes()).isTrue();
    assertThat(report.validInTime().reason()).contains("no timestamp");
  }

  @Test
  void tellsThatACertificateHadExpiredAtTheCreationTime() throws IOException {
    SignatureReport report =
        new SignedXar().rsa(EXPIRED).created("2021-01-01T00:00:00").report(ROOT);
    assertThat(report.verifies().isYes()).isTrue();
    assertThat(report.chainsToApple().isYes()).isTrue();
    assertThat(report.validInTime().answer()).isEqualTo(Answer.NO);
  }

  @Test
  void tellsThatNoTimeIsKnown() throws IOException {
    SignatureReport report =
        new SignedXar().rsa(LEAF).created("1900-4097-00T07:49:20").report(ROOT);
    assertThat(report.validInTime()).isEqualTo(Fact.no("no time of signing is known"));
  }

  @Test
  void takesTheSigningTimeForWantOfATimestamp() throws IOException {
    SignatureReport report = new SignedXar().cms(EXPIRED, cms(EXPIRED)::sign).report(ROOT);
    assertThat(report.timeBasis()).isEqualTo(TimeBasis.SIGNING_TIME);
    assertThat(report.signedAt()).contains(SIGNED);
    assertThat(report.validInTime().isYes()).isTrue();
  }

  @Test
  void believesATimestampOfATrustedAuthority() throws IOException {
    CmsMaker maker = cms(EXPIRED).stamped(STAMPER, SIGNED.plusSeconds(60));
    SignatureReport report = new SignedXar().cms(EXPIRED, maker::sign).report(ROOT);
    assertThat(report.timeBasis()).as(report.validInTime().reason()).isEqualTo(TimeBasis.TIMESTAMP);
    assertThat(report.signedAt()).contains(SIGNED.plusSeconds(60));
    assertThat(report.validInTime().isYes()).as(report.validInTime().reason()).isTrue();
  }

  @Test
  void believesATimestampWhereThereIsNoSigningTime() throws IOException {
    CmsMaker maker = new CmsMaker(LEAF).stamped(STAMPER, SIGNED);
    SignatureReport report = new SignedXar().cms(LEAF, maker::sign).report(ROOT);
    assertThat(report.verifies().isYes()).as(report.verifies().reason()).isTrue();
    assertThat(report.timeBasis()).as(report.validInTime().reason()).isEqualTo(TimeBasis.TIMESTAMP);
  }

  @Test
  void believesTheTimestampRatherThanTheSigner() throws IOException {
    CmsMaker maker = cms(EXPIRED).stamped(STAMPER, SIGNED.plusSeconds(999999));
    SignatureReport report = new SignedXar().cms(EXPIRED, maker::sign).report(ROOT);
    assertThat(report.validInTime().answer()).isEqualTo(Answer.NO);
  }

  @Test
  void saysThatATimestampIsOfAnUnknownAuthority() throws IOException {
    Authority stranger =
        Authority.root("Stranger")
            .leaf("CN=Clock", Authority.TIME_STAMPING, Authority.START, Authority.END);
    CmsMaker maker = cms(LEAF).stamped(stranger, SIGNED);
    SignatureReport report = new SignedXar().cms(LEAF, maker::sign).report(ROOT);
    assertThat(report.timeBasis()).isEqualTo(TimeBasis.FOREIGN_TIMESTAMP);
    assertThat(report.validInTime().reason()).contains("not Apple's");
  }

  @Test
  void refusesATimestampOfAnotherSignature() throws IOException {
    CmsMaker maker = cms(LEAF).stamped(STAMPER, SIGNED).withForeignStamp();
    SignatureReport report = new SignedXar().cms(LEAF, maker::sign).report(ROOT);
    assertThat(report.verifies().isYes()).isTrue();
    assertThat(report.validInTime())
        .isEqualTo(Fact.no("the timestamp does not verify: it is of another signature"));
  }

  @Test
  void findsTheTicketBehindTheHeap() throws IOException {
    SignedXar xar = new SignedXar().rsa(LEAF).trailer(Tickets.trailer(new byte[30]));
    SignatureReport report = xar.report(ROOT);
    assertThat(report.notarized())
        .isEqualTo(
            Fact.no(
                "a ticket of 30 bytes is stapled, but it does not name the digest of this"
                    + " package"));
    assertThat(report.warnings()).isEmpty();
  }

  @Test
  void warnsOfBytesBehindTheHeap() throws IOException {
    SignatureReport report = new SignedXar().rsa(LEAF).trailer(new byte[7]).report(ROOT);
    assertThat(report.notarized().answer()).isEqualTo(Answer.ABSENT);
    assertThat(report.warnings())
        .containsExactly("7 bytes after the last member are covered by no signature");
  }

  @Test
  void tellsThatATicketIsDamaged() throws IOException {
    byte[] trailer = Tickets.trailer(new byte[30]);
    trailer[6] = 9;
    SignatureReport report = new SignedXar().rsa(LEAF).trailer(trailer).report(ROOT);
    assertThat(report.notarized().answer()).isEqualTo(Answer.NO);
  }

  @Test
  void saysThatAnArchiveIsNotSigned() throws IOException {
    SignatureReport report = new SignedXar().report(ROOT);
    assertThat(report.isSigned()).isFalse();
    assertThat(report.verifies().answer()).isEqualTo(Answer.ABSENT);
    assertThat(report.signer()).isEmpty();
  }

  @Test
  void pinsTheRootOfApple() throws IOException {
    assertThat(AppleRoots.load())
        .extracting(Certificates::commonName)
        .containsExactly("Apple Root CA");
  }
}
