package io.github.macnightly.install;

import io.github.macnightly.signature.CertificateInfo;
import io.github.macnightly.signature.Fact;
import io.github.macnightly.signature.SignatureReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is known of the signature of a package: four facts, each {@code yes}, {@code no} or {@code
 * absent}, and who signed it.
 *
 * @param file name of the package
 * @param verifies whether the signature matches the package
 * @param chainsToApple whether the signer was certified by Apple
 * @param validInTime whether the certificates were valid when it was signed
 * @param notarized whether a notarization ticket for this package is stapled
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

  private static final String NO = "no";
  private static final String ABSENT = "absent";

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

  /**
   * Returns the same of an archive of which a member was changed since its signature was verified:
   * the signature speaks of another content.
   */
  SignatureFacts broken(String reason) {
    List<String> changed = new ArrayList<>(reasons);
    changed.set(0, reason);
    boolean signed = !verifies.equals(ABSENT);
    return new SignatureFacts(
        file,
        signed ? NO : verifies,
        chainsToApple,
        validInTime,
        notarized,
        "",
        "",
        null,
        signed ? List.copyOf(changed) : reasons,
        warnings);
  }

  /** Says in one line what is wrong with a signature or a ticket that is there; "" for nothing. */
  String trouble() {
    String bad =
        IntStream.range(0, reasons.size())
            .filter(i -> List.of(verifies, chainsToApple, validInTime, notarized).get(i).equals(NO))
            .mapToObj(reasons::get)
            .distinct()
            .collect(Collectors.joining("; "));
    return bad.isEmpty() ? "" : "about its signature: " + bad;
  }

  private static String word(Fact fact) {
    return fact.answer().name().toLowerCase(Locale.ROOT);
  }

  /** Says in a few words who signed the package; "" for one that is not signed. */
  String summary() {
    if (verifies.equals(ABSENT)) {
      return "";
    }
    String by = signer.isEmpty() ? "signed" : "signed by \"" + signer + "\"";
    return by
        + (chainsToApple.equals(NO) ? ", not certified by Apple" : "")
        + (validInTime.equals(NO) ? ", not shown to be valid then" : "");
  }
}
