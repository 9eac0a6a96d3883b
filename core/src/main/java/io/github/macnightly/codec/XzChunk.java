package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SingleXZInputStream;
import org.tukaani.xz.XZ;

/**
 * Decodes one chunk that is an xz stream, as in a ULMO disk image, or several that follow each
 * other; whatever else follows the last one is ignored. Usual streams are decoded by {@link
 * XzStream}, all others by the library.
 */
final class XzChunk {

  /** The dictionary of {@code xz -6}, for which blocks behind the first may still ask. */
  private static final long USUAL = 8 << 20;

  /** What a decoder needs beside its dictionary, with filters; half of it would do. */
  private static final long OTHER = 1 << 20;

  private final byte[] packed;
  private final int end;
  private final byte[] plain;
  private final XzArrays arrays = new XzArrays();
  private int at;
  private int length;

  private XzChunk(byte[] packed, int expected) {
    this.packed = Arrays.copyOf(packed, packed.length + Lzma2Decoder.SLACK);
    this.end = packed.length;
    this.plain = new byte[expected];
  }

  /** Decodes a chunk and every check that it holds. */
  static byte[] decode(String format, long offset, byte[] packed, int expected)
      throws FormatException {
    XzChunk chunk = new XzChunk(packed, expected);
    try {
      if (!chunk.fill()) {
        throw new CorruptException(format, offset, "xz data is longer than " + expected);
      }
      if (chunk.length != expected) {
        throw new CorruptException(
            format, offset, "xz data unpacks to " + chunk.length + " bytes, not to " + expected);
      }
      return chunk.plain;
    } catch (CorruptException e) {
      throw e;
    } catch (MemoryLimitException e) {
      String what = "xz data that needs " + e.getMemoryNeeded() + " KiB of memory";
      throw new LimitExceededException(format, offset, what, e.getMemoryLimit());
    } catch (IOException | RuntimeException e) {
      String detail = e.getMessage() == null ? "it ends too early" : e.getMessage();
      throw new CorruptException(format, offset, "xz data is damaged: " + detail);
    }
  }

  /** Decodes all streams and says whether the result had room for them. */
  private boolean fill() throws IOException {
    XzStream stream = new XzStream(packed, end, plain);
    do {
      if (stream.decode(at, length)) {
        at = stream.at();
        length = stream.length();
      } else if (!fillByLibrary()) {
        return false;
      }
    } while (skipToStream());
    return true;
  }

  /** Decodes a stream that is unusual or damaged. */
  private boolean fillByLibrary() throws IOException {
    byte[] source = at == 0 ? XzDictionary.shrink(packed, plain.length) : packed;
    ByteArrayInputStream rest = new ByteArrayInputStream(source, at, end - at);
    long dictionary = Math.max(USUAL, XzDictionary.sizeFor(plain.length));
    int limit = (int) (dictionary + OTHER >> 10);
    InputStream in = new SingleXZInputStream(rest, limit, true, arrays);
    length += in.readNBytes(plain, length, plain.length - length);
    if (in.read() >= 0) {
      return false;
    }
    at = end - rest.available();
    return true;
  }

  /** Skips the zeros between two streams, four at a time, and says whether there is one more. */
  private boolean skipToStream() {
    int magic = XZ.HEADER_MAGIC.length;
    while (end - at >= magic) {
      if (Arrays.equals(packed, at, at + magic, XZ.HEADER_MAGIC, 0, magic)) {
        return true;
      }
      if ((packed[at] | packed[at + 1] | packed[at + 2] | packed[at + 3]) != 0) {
        return false;
      }
      at += Integer.BYTES;
    }
    return false;
  }
}
