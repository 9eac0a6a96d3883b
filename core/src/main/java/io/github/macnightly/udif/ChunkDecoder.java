package io.github.macnightly.udif;

import io.github.macnightly.codec.Bzip2Chunks;
import io.github.macnightly.codec.Codecs;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;

/**
 * Decodes chunks, several at once when several threads ask. What it keeps is working memory alone:
 * a chunk decodes to the same bytes whatever was decoded before.
 */
final class ChunkDecoder {

  private final Bzip2Chunks bzip2 = new Bzip2Chunks();

  /**
   * Decodes a compressed run, which {@link Block} has checked against its limits.
   *
   * @param packed its bytes as they are stored
   * @return exactly {@link Run#size()} bytes
   * @throws io.github.macnightly.io.FormatException when the chunk is damaged, or asks for too much
   *     memory
   * @throws UnsupportedFormatException when its compression is not known
   */
  byte[] decode(Run run, byte[] packed) throws IOException {
    String format = UdifTrailer.FORMAT;
    int size = (int) run.size();
    return switch (run.type()) {
      case ADC -> Codecs.adc(format, run.offset(), packed, size);
      case ZLIB -> Codecs.inflate(format, run.offset(), packed, size);
      case BZIP2 -> bzip2.decode(format, run.offset(), packed, size);
      case LZFSE -> Codecs.lzfse(format, run.offset(), packed, size);
      case LZMA -> Codecs.lzma(format, run.offset(), packed, size);
      default -> throw unsupported(run);
    };
  }

  /** Refuses before anything is read for nothing. */
  static void requireSupported(Run run) throws UnsupportedFormatException {
    if (run.type() == ChunkType.UNKNOWN) {
      throw unsupported(run);
    }
  }

  private static UnsupportedFormatException unsupported(Run run) {
    return new UnsupportedFormatException(
        UdifTrailer.FORMAT,
        run.offset(),
        String.format("chunks of type %08x, an unknown compression, are not read", run.code()));
  }
}
