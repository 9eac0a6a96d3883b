package io.github.macnightly.files;

/**
 * What an extraction lets through.
 *
 * @param setuidAllowed whether files may be setuid or setgid: only packages may do that
 * @param keepOwners whether owners are taken from the archive, where we may give files away
 * @param deviceNodes kept for the day when device nodes are allowed; they are refused always
 */
public record ExtractionRules(boolean setuidAllowed, boolean keepOwners, boolean deviceNodes) {

  /** Rules for everything but packages: no setuid, all files are ours. */
  public static final ExtractionRules STRICT = new ExtractionRules(false, false, false);

  /** Rules for the payload of an installer package. */
  public static final ExtractionRules PACKAGE = new ExtractionRules(true, true, false);
}
