package io.github.macnightly.pkg;

import io.github.macnightly.codec.Codecs;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** A packed archive of files. */
final class Payload {

  /** The most entries that any archive may have. */
  static final int MAX_ENTRIES = 2_000_000;

  private final Stored stored;
  private final long limit;

  /**
   * Makes a payload.
   *
   * @param limit the most bytes that it may unpack to
   */
  Payload(Stored stored, long limit) {
    this.stored = stored;
    this.limit = limit;
  }

  /** Where the stored bytes are. */
  @FunctionalInterface
  interface Stored {

    /** Opens them from their start; the end of the stream compares their checksums. */
    InputStream open() throws IOException;

    /** Returns the same bytes with no checksums, when they can be read in any order. */
    default Optional<Source> inAnyOrder() throws IOException {
      return Optional.empty();
    }
  }

  /** Visits all entries; all checksums have been compared when this returns. */
  void visit(EntryVisitor visitor) throws IOException {
    HardLinks links = new HardLinks(visitor);
    AppleDoubles doubles = new AppleDoubles(visitor);
    try (PayloadContainer container = PayloadContainer.open(stored)) {
      InputStream in = Codecs.limited(container.plain(), "payload", "unpacked data", limit);
      EntryReader entries = PayloadContainer.entries(in);
      while (entries.next()) {
        take(entries, visitor, links, doubles);
      }
      in.transferTo(OutputStream.nullOutputStream());
      container.verify();
    }
    links.finish();
    doubles.finish();
  }

  private static void take(
      EntryReader entries, EntryVisitor visitor, HardLinks links, AppleDoubles doubles)
      throws IOException {
    PayloadEntry entry = entries.entry();
    if (AppleDoubles.concerns(entry)) {
      doubles.add(entry, entries.content());
      return;
    }
    PayloadEntry whole = doubles.owner(entry);
    if (entry.type() != PayloadEntry.Type.FILE) {
      visitor.visit(whole, InputStream.nullInputStream());
    } else if (entries.names() != null) {
      links.add(whole, entries.names(), entries.content());
    } else {
      visitor.visit(whole, entries.content());
    }
  }
}
