package io.github.macnightly.crypt;

import java.io.IOException;

/**
 * Something is encrypted and stays closed: no passphrase was given, or the wrong one. The input
 * itself is not at fault, so this is not a {@link io.github.macnightly.io.FormatException}.
 */
public final class PassphraseException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean missing;

  private PassphraseException(String message, boolean missing) {
    super(message);
    this.missing = missing;
  }

  /**
   * Makes the refusal of something encrypted for which no passphrase was given.
   *
   * @param what the thing that is encrypted, such as {@code encrypted disk image}
   */
  public static PassphraseException missing(String what) {
    return new PassphraseException(what + ": a passphrase is needed, and none was given", true);
  }

  /**
   * Makes the refusal of something that the passphrase does not open.
   *
   * @param what the thing that is encrypted, such as {@code encrypted disk image}
   */
  public static PassphraseException wrong(String what) {
    return new PassphraseException(what + ": the passphrase is wrong", false);
  }

  /** Says whether no passphrase was given, rather than a wrong one. */
  public boolean missing() {
    return missing;
  }
}
