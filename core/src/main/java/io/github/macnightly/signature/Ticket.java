package io.github.macnightly.signature;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The notarization ticket that Apple's stapler appends to a package: an empty record that ends the
 * list, the ticket, and a record that tells its length; so it is found from the end of the file.
 * Records have 16 bytes, little-endian: {@code t8lr}, version 1, kind, length, zero.
 *
 * @param start where its first record lies in what follows the heap
 * @param ticket the ticket; its own signature is not verified
 */
record Ticket(long start, byte[] ticket) {

  private static final int RECORD = 16;
  private static final int MAGIC = 0x726c3874; // "t8lr"
  private static final int END = 1;
  private static final int TICKET = 2;

  /** Apple's have 1 to 3 KB. */
  private static final int MAX = 1 << 20;

  /** The digest of the package is cut to this length in a ticket. */
  private static final int DIGEST = 20;

  /**
   * Looks for a ticket.
   *
   * @param trailer what follows the heap
   * @throws CorruptException when there are its records, but they contradict each other
   */
  static Optional<Ticket> read(Source trailer) throws IOException {
    long at = trailer.size() - RECORD;
    if (at < 0 || trailer.read(at, 4).order(ByteOrder.LITTLE_ENDIAN).getInt(0) != MAGIC) {
      return Optional.empty();
    }
    long length = length(trailer, at, TICKET);
    long start = at - length - RECORD;
    if (length == 0 || length > MAX || start < 0) {
      throw new CorruptException("ticket", -1, "ticket of " + length + " bytes does not fit");
    }
    if (length(trailer, start, END) != 0) {
      throw new CorruptException("ticket", -1, "the record before the ticket is not empty");
    }
    return Optional.of(new Ticket(start, trailer.read(start + RECORD, (int) length).array()));
  }

  private static long length(Source trailer, long at, int kind) throws IOException {
    ByteBuffer b = trailer.read(at, RECORD).order(ByteOrder.LITTLE_ENDIAN);
    if (b.getInt(0) != MAGIC || b.getShort(4) != 1 || b.getShort(6) != kind || b.getInt(12) != 0) {
      throw new CorruptException("ticket", -1, "record of kind " + kind + " is damaged");
    }
    return Integer.toUnsignedLong(b.getInt(8));
  }

  /** Says whether the digest of a table of contents occurs in the ticket. */
  boolean names(byte[] digest) {
    int wanted = Math.min(DIGEST, digest.length);
    for (int i = 0; wanted > 0 && i <= ticket.length - wanted; i++) {
      int same = 0;
      while (same < wanted && ticket[i + same] == digest[same]) {
        same++;
      }
      if (same == wanted) {
        return true;
      }
    }
    return false;
  }
}
