package io.github.macnightly.udif;

import io.github.macnightly.io.Source;
import java.util.List;

/**
 * The stored bytes of an image: those of one file, or those of all segments one after the other.
 *
 * @param source where chunks are read
 * @param origin the byte of the source from which the chunk table counts
 * @param parts what has a checksum of its own, in order, each behind the other
 */
record DataFork(Source source, long origin, List<Part> parts) {

  /**
   * The data of one file.
   *
   * @param checksum over its bytes
   * @param start where they begin in the source
   * @param length how many they are
   */
  record Part(Checksum checksum, long start, long length) {}

  /** Returns the data of an image that is one file; chunks may lie anywhere in it. */
  static DataFork of(Source file, UdifTrailer trailer) {
    UdifTrailer.Range data = trailer.data();
    Part all = new Part(trailer.dataChecksum(), data.offset(), data.length());
    return new DataFork(file, data.offset(), List.of(all));
  }

  /** Returns how many bytes the parts have together. */
  long length() {
    return parts.stream().mapToLong(Part::length).sum();
  }
}
