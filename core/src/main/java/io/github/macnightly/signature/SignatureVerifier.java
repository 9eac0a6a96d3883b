package io.github.macnightly.signature;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.xar.XarArchive;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies the signature of a flat package. It is given the open archive that is also extracted
 * from, never the file, so that there is one reading of the table of contents and no second one
 * that could disagree.
 */
public final class SignatureVerifier {

  private final List<X509Certificate> roots;

  SignatureVerifier(List<X509Certificate> roots) {
    this.roots = roots;
  }

  /**
   * Makes a verifier that trusts the pinned root of Apple.
   *
   * @throws IOException when our copy of the root is missing or was changed
   */
  public static SignatureVerifier apple() throws IOException {
    return new SignatureVerifier(AppleRoots.load());
  }

  /**
   * Finds out the four facts. A bad signature is an answer, not an exception.
   *
   * @throws IOException when the archive cannot be read
   */
  public SignatureReport verify(XarArchive archive) throws IOException {
    List<String> warnings = new ArrayList<>();
    Fact notarized = ticket(archive, warnings);
    if (archive.signatures().isEmpty()) {
      Fact none = Fact.absent("the archive is not signed");
      return new SignatureReport(
          none, none, none, notarized, "", Optional.empty(), TimeBasis.NONE, List.of(), warnings);
    }
    if (archive.heapGaps() > 0) {
      warnings.add(archive.heapGaps() + " bytes between the members are covered by no signature");
    }
    return new SignedArchive(archive, roots, warnings).report(notarized);
  }

  private static Fact ticket(XarArchive archive, List<String> warnings) throws IOException {
    long rest = archive.trailer().size();
    Fact fact = Fact.absent("no notarization ticket is stapled");
    try {
      Optional<Ticket> ticket = Ticket.read(archive.trailer());
      if (ticket.isPresent()) {
        boolean names = ticket.get().names(archive.tocDigest());
        rest = ticket.get().start();
        fact = new Fact(names ? Answer.YES : Answer.NO, ticket(ticket.get(), names));
      }
    } catch (CorruptException e) {
      fact = Fact.no("the notarization ticket is damaged: " + Text.reason(e));
    }
    if (rest > 0 && !archive.signatures().isEmpty()) {
      warnings.add(rest + " bytes after the last member are covered by no signature");
    }
    return fact;
  }

  private static String ticket(Ticket ticket, boolean names) {
    return "a ticket of "
        + ticket.ticket().length
        + " bytes is stapled"
        + (names
            ? " and names this package; its own signature is not verified"
            : ", but it does not name the digest of this package");
  }
}
