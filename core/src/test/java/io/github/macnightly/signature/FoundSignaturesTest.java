package io.github.macnightly.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import io.github.macnightly.pkg.Truth;
import io.github.macnightly.xar.XarArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages signed by their makers, against what openssl found out about them. */
final class FoundSignaturesTest {

  private static SignatureReport report(String fixture) throws IOException {
    return report(found(fixture));
  }

  private static Path found(String fixture) {
    Path file = Shared.fixture("pkg/" + fixture).orElse(null);
    assumeTrue(file != null, "../shared/fixtures is absent");
    return file;
  }

  private static SignatureReport report(Path file) throws IOException {
    try (XarArchive archive = XarArchive.open(Source.open(file))) {
      return SignatureVerifier.apple().verify(archive);
    }
  }

  private static String answers(SignatureReport report) {
    return String.join(
        " ",
        report.verifies().answer().name(),
        report.chainsToApple().answer().name(),
        report.validInTime().answer().name(),
        report.notarized().answer().name());
  }

  @TestFactory
  Stream<DynamicTest> verifiesWhatTheTruthVerifies() throws IOException {
    return Truth.tests(List.of("xar", "component", "product"), FoundSignaturesTest::compare);
  }

  private static void compare(Truth truth) throws IOException {
    SignatureReport report = report(truth.file());
    List<JsonObject> signatures = Truth.objects(truth.json(), "signatures");
    assertThat(report.isSigned()).isEqualTo(!signatures.isEmpty());
    if (report.isSigned()) {
      boolean good = signatures.stream().allMatch(s -> "ok".equals(Truth.text(s, "verify")));
      assertThat(report.verifies().isYes()).as(report.verifies().reason()).isEqualTo(good);
      boolean twice =
          signatures.stream().anyMatch(s -> "hash-of-toc-hash".equals(Truth.text(s, "rsaOver")));
      assertThat(report.verifies().reason().contains("digest of the digest")).isEqualTo(twice);
      String subject = signatures.get(0).getAsJsonArray("subjects").get(0).getAsString();
      assertThat(subject).contains("CN=" + report.signer().orElseThrow().commonName());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "real/goxar-valid.pkg,            YES YES YES ABSENT, T4SK8ZXCXG, TIMESTAMP",
    "real/goxar-bad_signature.pkg,    NO YES YES ABSENT,  T4SK8ZXCXG, TIMESTAMP",
    "real/HoRNDIS-rel7.pkg,           YES YES YES ABSENT, 54GTJ2AU36, TIMESTAMP",
    "real/Installomator-0.5-a.pkg,    YES YES YES YES,    JME5BW3F3R, TIMESTAMP",
    "real/goxar-payload.xar,          YES NO YES ABSENT,  "
        + "StartCom Verified Certificate Member, CREATION_TIME",
    "synthetic/benign/signed-rsa-cms.pkg,  YES NO YES ABSENT, TESTTEAM01, SIGNING_TIME",
    "synthetic/benign/signed-cms-only.pkg, YES NO YES ABSENT, TESTTEAM01, SIGNING_TIME",
    "synthetic/benign/signed-sha256.pkg,   YES NO YES ABSENT, TESTTEAM01, SIGNING_TIME",
    "synthetic/benign/signed-rsa-double-hash.pkg, YES NO YES ABSENT, TESTTEAM01, SIGNING_TIME",
    "synthetic/benign/signed-with-stapled-ticket.pkg, YES NO YES NO, TESTTEAM01, SIGNING_TIME",
    "synthetic/benign/signed-rsa-only.pkg, YES NO NO ABSENT, TESTTEAM01, CREATION_TIME",
    "synthetic/benign/component-gzip-odc.pkg, ABSENT ABSENT ABSENT ABSENT, '', NONE",
    "synthetic/hostile/sig-heap-gap.pkg,      YES NO YES ABSENT, TESTTEAM01, SIGNING_TIME",
    "synthetic/hostile/sig-trailing-data.pkg, YES NO YES ABSENT, TESTTEAM01, SIGNING_TIME"
  })
  void tellsTheFourFactsApart(String file, String answers, String team, TimeBasis basis)
      throws IOException {
    SignatureReport report = report(file);
    assertThat(answers(report)).isEqualTo(answers);
    assertThat(report.teamId()).isEqualTo(team);
    assertThat(report.timeBasis()).isEqualTo(basis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"blank", "cms-tampered", "over-other-hash", "rsa-tampered", "payload-modified"})
  void refusesASignatureThatWasTamperedWith(String name) throws IOException {
    SignatureReport report = report("synthetic/hostile/sig-" + name + ".pkg");
    assertThat(report.verifies().answer()).isEqualTo(Answer.NO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stored-hash-swapped", "checksum-offset-moved"})
  void refusesAStoredDigestThatIsNotTheComputedOne(String name) {
    Path file = found("synthetic/hostile/sig-" + name + ".pkg");

    assertThatThrownBy(() -> report(file)).isInstanceOf(CorruptException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "sig-heap-gap, 3000 bytes between the members",
    "sig-trailing-data, 5000 bytes after the last member"
  })
  void warnsOfWhatNoSignatureCovers(String name, String words) throws IOException {
    SignatureReport report = report("synthetic/hostile/" + name + ".pkg");
    assertThat(report.warnings()).singleElement().asString().startsWith(words);
  }

  @Test
  void findsTheDigestOfThePackageInItsTicket() throws IOException {
    SignatureReport report = report("real/Installomator-0.5-a.pkg");
    assertThat(report.notarized().reason())
        .startsWith("a ticket of 1652 bytes is stapled and names");
    assertThat(report.warnings()).isEmpty();
  }

  @Test
  void tellsTheTimeOfApplesTimestamp() throws IOException {
    SignatureReport report = report("real/HoRNDIS-rel7.pkg");
    assertThat(report.signedAt().orElseThrow()).hasToString("2014-10-20T06:25:16Z");
    assertThat(report.validInTime().reason()).contains("by a timestamp of 'Timestamp Signer LTN'");
  }
}
