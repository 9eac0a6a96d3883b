package io.github.macnightly.apfs;

import static io.github.macnightly.apfs.WrappedKeyFields.CONTEXT;

import io.github.macnightly.crypt.Keys;
import io.github.macnightly.crypt.PassphraseException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What lets one user into a volume: the key encryption key of the volume, encrypted by a key that
 * PBKDF2-HMAC-SHA256 makes of the user's passphrase, or of a recovery key as it is written on
 * paper, hyphens included.
 *
 * @param key the key encryption key
 * @param iterations of PBKDF2, from 1 to {@link Keys#MAX_ITERATIONS}
 * @param salt of PBKDF2, not empty
 */
record KekRecord(WrappedKey key, long iterations, byte[] salt) {

  /**
   * Returns the records of a volume's keybag that can be tried: those that are damaged or are not
   * for passphrases are passed over as long as there are others.
   *
   * @throws FormatException when there is none to try, for the reason of the first
   */
  static List<KekRecord> all(Keybag keybag) throws IOException {
    List<KekRecord> records = new ArrayList<>();
    FormatException refusal = null;
    for (Keybag.Entry entry : keybag.all(Keybag.UNLOCK_RECORD)) {
      try {
        records.add(of(entry));
      } catch (FormatException e) {
        refusal = refusal == null ? e : refusal;
      }
    }
    if (records.isEmpty() && refusal != null) {
      throw refusal;
    }
    return records;
  }

  private static KekRecord of(Keybag.Entry entry) throws IOException {
    WrappedKeyFields inner = WrappedKey.inner(entry);
    WrappedKey key = WrappedKey.of(entry, inner);
    key.requireSoftware();
    long iterations = inner.number(CONTEXT + 4);
    byte[] salt = inner.bytes(CONTEXT + 5);
    if (iterations == 0 || salt.length == 0) {
      throw entry.corrupt(
          "has " + iterations + " iterations and a salt of " + salt.length + " bytes");
    }
    if (iterations > Keys.MAX_ITERATIONS) {
      throw new LimitExceededException(
          ApfsContainer.FORMAT,
          entry.offset(),
          "unlock record with " + iterations + " iterations",
          Keys.MAX_ITERATIONS);
    }
    return new KekRecord(key, iterations, salt);
  }

  /** Returns the key encryption key, or nothing when the passphrase is not that of this user. */
  Optional<byte[]> unlock(char[] passphrase) throws IOException {
    byte[] derived = Keys.pbkdf2Sha256(passphrase, salt, iterations, key.length());
    try {
      return Optional.of(key.unwrap(derived));
    } catch (PassphraseException e) {
      return Optional.empty();
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }
}
