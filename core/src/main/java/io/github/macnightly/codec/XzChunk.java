package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SingleXZInputStream;

/** Decodes one chunk that is an xz stream, as in a ULMO disk image. */
final class XzChunk {

  /** What a decoder may need beside the chunk itself, in KiB. */
  private static final int MAX_KIB = 16 << 10;

  private XzChunk() {}

  /** Decodes a chunk and every check that it holds. */
  static byte[] decode(String format, long offset, byte[] packed, int expected)
      throws FormatException {
    InputStream thrifty = new ByteArrayInputStream(XzDictionary.shrink(packed, expected));
    try (InputStream in = new SingleXZInputStream(thrifty, MAX_KIB + (expected >> 10))) {
      byte[] plain = new byte[expected];
      int length = in.readNBytes(plain, 0, expected);
      if (in.read() >= 0) {
        throw new CorruptException(format, offset, "xz data is longer than " + expected);
      }
      if (length != expected) {
        throw new CorruptException(
            format, offset, "xz data unpacks to " + length + " bytes, not to " + expected);
      }
      return plain;
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
}
