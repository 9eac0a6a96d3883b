package io.github.macnightly.nightly;

import io.github.macnightly.io.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The wait before a nightly run, which spreads the machines over a window. */
final class Splay {

  private Splay() {}

  /** Returns a random wait from 0 to {@code window}, both included, in whole seconds. */
  static Duration random(Duration window, RandomGenerator random) {
    return Duration.ofSeconds(random.nextLong(window.toSeconds() + 1));
  }

  /**
   * Returns the wait of a host, the same each night: the first eight bytes of the SHA-256 of its
   * name, over the window. Names that differ in one letter lie as far apart as any others.
   */
  static Duration ofHost(Duration window, String host) {
    long hash =
        ByteBuffer.wrap(Sha256.digest().digest(host.getBytes(StandardCharsets.UTF_8))).getLong();
    return Duration.ofSeconds(Long.remainderUnsigned(hash, window.toSeconds() + 1));
  }
}
