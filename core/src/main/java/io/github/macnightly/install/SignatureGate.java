package io.github.macnightly.install;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.pkg.InstallerPackage;
import io.github.macnightly.signature.Answer;
import io.github.macnightly.signature.SignatureReport;
import io.github.macnightly.signature.SignatureVerifier;
import io.github.macnightly.xar.XarArchive;
import java.io.IOException;
import java.util.List;

/**
 * Lets packages through whose signatures are as they must be. It looks at the very archives that
 * are extracted later.
 */
record SignatureGate(Trust trust) {

  /**
   * Verifies the signatures of an open package, and that every member of its archives but the
   * payloads is what the table of contents says, which is all that a signature covers. Payloads are
   * compared when they are read.
   *
   * @param name of the package, for messages
   * @param into takes what was found, one for each archive, also when this throws
   * @throws CorruptException when one does not match, or is not what is asked for
   */
  void pass(String name, InstallerPackage pkg, List<SignatureFacts> into) throws IOException {
    boolean flat =
        pkg.format() == InstallerPackage.Format.FLAT_COMPONENT
            || pkg.format() == InstallerPackage.Format.FLAT_PRODUCT;
    if (!flat && !trust.takesUnsigned()) {
      throw refused(name, "is a bundle package, which cannot be signed, and " + wanted());
    }
    for (XarArchive archive : pkg.archives()) {
      SignatureReport report = SignatureVerifier.apple().verify(archive);
      into.add(SignatureFacts.of(name, report));
      check(name, report);
    }
    for (XarArchive archive : pkg.archives()) {
      archive.compare(entry -> !isPayload(entry.path()));
    }
  }

  private static boolean isPayload(String path) {
    return path.substring(path.lastIndexOf('/') + 1).equals("Payload");
  }

  private void check(String name, SignatureReport report) throws CorruptException {
    if (report.verifies().answer() == Answer.NO) {
      throw refused(
          name,
          "has a signature that does not match: "
              + report.verifies().reason()
              + "; nothing was installed, fetch it again");
    }
    if (trust.takesUnsigned()) {
      return;
    }
    if (!report.verifies().isYes()) {
      throw refused(name, "is not signed, and " + wanted());
    }
    if (!report.chainsToApple().isYes()) {
      throw refused(
          name, "is signed, but " + report.chainsToApple().reason() + ", and " + wanted());
    }
    if (trust.required() && !report.validInTime().isYes()) {
      throw refused(name, "is signed, but " + report.validInTime().reason() + ", and " + wanted());
    }
    if (!trust.team().isEmpty() && !trust.team().equals(report.teamId())) {
      String team = report.teamId().isEmpty() ? "no team" : "team " + report.teamId();
      throw refused(name, "is signed by " + team + ", and " + wanted());
    }
  }

  private String wanted() {
    return trust.team().isEmpty()
        ? "a signature is required (--require-signature or REQUIRE_SIGNATURE)"
        : "a signature of team " + trust.team() + " is required (--team-id)";
  }

  private static CorruptException refused(String name, String why) {
    return new CorruptException("package", -1, name + " " + why);
  }
}
