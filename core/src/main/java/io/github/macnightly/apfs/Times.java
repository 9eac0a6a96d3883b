package io.github.macnightly.apfs;

import io.github.macnightly.volume.Dates;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * The dates of a file as they are stored, which takes a third of the memory of what they mean: all
 * in nanoseconds since 1970.
 */
record Times(long created, long modified, long changed, long accessed) {

  private static final int NANOS = 1_000_000_000;

  /** Takes them from four numbers in a row. */
  static Times at(ByteBuffer value, int at) {
    return new Times(
        value.getLong(at), value.getLong(at + 8), value.getLong(at + 16), value.getLong(at + 24));
  }

  Dates dates() {
    return new Dates(instant(created), instant(modified), instant(changed), instant(accessed));
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }
}
