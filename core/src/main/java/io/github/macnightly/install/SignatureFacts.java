package io.github.macnightly.install;

import io.github.macnightly.signature.Answer;
import io.github.macnightly.signature.CertificateInfo;
import io.github.macnightly.signature.Fact;
import io.github.macnightly.signature.SignatureReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is known of the signature of a package: four facts, each {@code yes}, {@code no} or {@code
 * absent}, and who signed it.
 *
 * @param file name of the package
 * @param verifies whether the signature matches the package
 * @param chainsToApple whether the signer was certified by Apple
 * @param validInTime whether the certificates were valid when it was signed
 * @param notarized whether a notarization ticket is stapled
 * @param signer name in the signer's certificate, "" unless the signature verifies
 * @param teamId the signer's team, "" unless the signature verifies and chains to Apple
 * @param signedAt when it was signed, null when that is not known
 * @param reasons why each of the four facts is as it is, in their order
 * @param warnings what no signature covers, and other oddities
 */
public record SignatureFacts(
    String file,
    String verifies,
    String chainsToApple,
    String validInTime,
    String notarized,
    String signer,
    String teamId,
    Instant signedAt,
    List<String> reasons,
    List<String> warnings) {

  static SignatureFacts of(String file, SignatureReport report) {
    boolean sound = report.verifies().isYes();
    boolean known = sound && report.chainsToApple().isYes();
    return new SignatureFacts(
        file,
        word(report.verifies()),
        word(report.chainsToApple()),
        word(report.validInTime()),
        word(report.notarized()),
        sound ? report.signer().map(CertificateInfo::commonName).orElse("") : "",
        known ? report.teamId() : "",
        sound ? report.signedAt().orElse(null) : null,
        Stream.of(
                report.verifies(), report.chainsToApple(), report.validInTime(), report.notarized())
            .map(Fact::reason)
            .toList(),
        report.warnings());
  }

  private static String word(Fact fact) {
    return fact.answer().name().toLowerCase(Locale.ROOT);
  }

  /** Says in a few words who signed the package; "" for one that is not signed. */
  String summary() {
    if (verifies.equals(Answer.ABSENT.name().toLowerCase(Locale.ROOT))) {
      return "";
    }
    String by = signer.isEmpty() ? "signed" : "signed by \"" + signer + "\"";
    return chainsToApple.equals("yes") ? by : by + ", not certified by Apple";
  }
}
