package io.github.macnightly.install;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.pkg.InstallerPackage;
import io.github.macnightly.signature.Answer;
import io.github.macnightly.signature.SignatureReport;
import io.github.macnightly.signature.SignatureVerifier;
import io.github.macnightly.xar.XarArchive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets packages through whose signatures are as they must be. It looks at the very archives that
 * are extracted later.
 */
record SignatureGate(Trust trust) {

  /**
   * Verifies the signatures of an open package.
   *
   * @param name of the package, for messages
   * @return what was found, one for each archive
   * @throws CorruptException when one does not match, or is not what is asked for
   */
  List<SignatureFacts> pass(String name, InstallerPackage pkg) throws IOException {
    boolean flat =
        pkg.format() == InstallerPackage.Format.FLAT_COMPONENT
            || pkg.format() == InstallerPackage.Format.FLAT_PRODUCT;
    if (!flat && !trust.takesUnsigned()) {
      throw refused(name, "is a bundle package, which cannot be signed, and " + wanted());
    }
    List<SignatureFacts> facts = new ArrayList<>();
    for (XarArchive archive : pkg.archives()) {
      SignatureReport report = SignatureVerifier.apple().verify(archive);
      check(name, report);
      facts.add(SignatureFacts.of(name, report));
    }
    return facts;
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
        ? "a signature is required (--require-signature)"
        : "a signature of team " + trust.team() + " is required (--team-id)";
  }

  private static CorruptException refused(String name, String why) {
    return new CorruptException("package", -1, name + " " + why);
  }
}
