package io.github.macnightly.udif;

import io.github.macnightly.codec.Codecs;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;

/** Decodes chunks: a pure function, so several threads may decode at once. */
final class ChunkDecoder {

  private ChunkDecoder() {}

  /**
   * Decodes a compressed run, which {@link Block} has checked against its limits.
   *
   * @return exactly {@link Run#size()} bytes
   * @throws io.github.macnightly.io.CorruptException when the chunk is damaged
   * @throws UnsupportedFormatException when its compression is not decoded here, naming it
   */
  static byte[] decode(Run run, Source file) throws IOException {
    requireSupported(run);
    byte[] packed = file.read(run.offset(), (int) run.length()).array();
    int size = (int) run.size();
    return switch (run.type()) {
      case ZLIB -> Codecs.inflate(UdifTrailer.FORMAT, run.offset(), packed, size);
      case BZIP2 -> Codecs.bunzip2(UdifTrailer.FORMAT, run.offset(), packed, size);
      default -> throw unsupported(run);
    };
  }

  /** Refuses before anything is read for nothing. */
  static void requireSupported(Run run) throws UnsupportedFormatException {
    switch (run.type()) {
      case ADC, LZFSE, LZMA, UNKNOWN -> throw unsupported(run);
      default -> {
        // decoded above, or not compressed
      }
    }
  }

  private static UnsupportedFormatException unsupported(Run run) {
    String codec = run.type().codec();
    if (run.type() == ChunkType.UNKNOWN) {
      codec += String.format(" (type %08x)", run.code());
    }
    return new UnsupportedFormatException(
        UdifTrailer.FORMAT, run.offset(), "chunks compressed with " + codec + " are not read yet");
  }
}
