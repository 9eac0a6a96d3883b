package io.github.macnightly.signature;

/** Where the time of signing comes from, the most trustworthy first. */
public enum TimeBasis {
  /** A timestamp that verifies and whose authority chains to Apple. */
  TIMESTAMP,
  /** A timestamp that verifies, of an authority that is not Apple's: hearsay. */
  FOREIGN_TIMESTAMP,
  /** The signing time inside the CMS signature: the signer's own word. */
  SIGNING_TIME,
  /** The creation time of the table of contents: the signer's own word. */
  CREATION_TIME,
  /** No time is known. */
  NONE
}
