package io.github.macnightly.install;

/**
 * What is asked of the signature of a package. Whatever is asked, a package with a signature that
 * does not match is never installed.
 *
 * @param required whether a package must be signed by somebody whom Apple has certified, with
 *     certificates that were valid at that time
 * @param team the team that must have signed it, "" for any
 */
public record Trust(boolean required, String team) {

  /** Nothing is asked. */
  public static final Trust ANY = new Trust(false, "");

  /** Says whether an unsigned package will do. */
  boolean takesUnsigned() {
    return !required && team.isEmpty();
  }
}
