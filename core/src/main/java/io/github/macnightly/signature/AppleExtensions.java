package io.github.macnightly.signature;

import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.util.Collection;
import java.util.Set;

/**
 * Lets the validator pass the critical extensions below 1.2.840.113635.100.6, with which Apple
 * marks what a certificate is for. They restrict nothing that is checked here.
 */
final class AppleExtensions extends PKIXCertPathChecker {

  private static final String APPLE = "1.2.840.113635.100.6.";

  @Override
  public void init(boolean forward) {
    // has no state
  }

  @Override
  public boolean isForwardCheckingSupported() {
    return true;
  }

  @Override
  public Set<String> getSupportedExtensions() {
    return null; // a whole arc cannot be listed
  }

  @Override
  public void check(Certificate certificate, Collection<String> unresolved) {
    unresolved.removeIf(oid -> oid.startsWith(APPLE));
  }
}
