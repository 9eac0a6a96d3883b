package io.github.macnightly.xar;

import io.github.macnightly.io.CorruptException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Which members of an open archive have been compared with their checksums. Safe for many threads,
 * since payloads are unpacked by others than those that install them.
 */
final class Verdicts {

  private final Set<String> sound = ConcurrentHashMap.newKeySet();
  private final AtomicReference<String> mismatch = new AtomicReference<>();

  /** Notes that a member is what its checksums say, or has none. */
  void sound(XarEntry entry) {
    sound.add(entry.path());
  }

  boolean isSound(XarEntry entry) {
    return sound.contains(entry.path());
  }

  /**
   * Compares a checksum and remembers when it differs.
   *
   * @param computed null when there is nothing to compare
   */
  void require(Checksum wanted, MessageDigest computed, String what, long at)
      throws CorruptException {
    try {
      wanted.require(computed, what, at);
    } catch (CorruptException e) {
      mismatch.compareAndSet(null, e.getMessage());
      throw e;
    }
  }

  /** Returns the first difference that was found. */
  Optional<String> mismatch() {
    return Optional.ofNullable(mismatch.get());
  }
}
