package io.github.macnightly.crypt;

import java.io.IOException;
import java.util.Optional;

/** Where a passphrase comes from when something turns out to be encrypted. */
@FunctionalInterface
public interface Passphrases {

  /**
   * Returns the passphrase, or nothing when none was given. It is asked for only when something is
   * encrypted, and maybe several times: each call returns a fresh copy, which the caller wipes.
   *
   * @throws IOException when the place that holds it cannot be read
   */
  Optional<char[]> passphrase() throws IOException;

  /** Returns the source that has none: what is encrypted is then refused. */
  static Passphrases none() {
    return Optional::empty;
  }
}
