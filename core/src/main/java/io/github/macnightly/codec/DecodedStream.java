package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.tukaani.xz.MemoryLimitException;

/** The plain side of a decoder: turns its failures into ours and fails for ever after the first. */
final class DecodedStream extends InputStream {

  /** Makes the decoder of a library over packed bytes. */
  interface Decoder {
    InputStream open(InputStream packed) throws IOException;
  }

  private final CountedStream packed;
  private final String format;
  private final InputStream plain;
  private IOException failure;

  DecodedStream(InputStream packed, String format, Decoder decoder) throws IOException {
    this.packed = new CountedStream(packed);
    this.format = format;
    try {
      plain = decoder.open(this.packed);
    } catch (IOException | RuntimeException e) {
      throw translate(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    Objects.checkFromIndexSize(offset, length, bytes.length);
    try {
      return plain.read(bytes, offset, length);
    } catch (IOException | RuntimeException e) {
      failure = translate(e);
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }

  private IOException translate(Exception cause) {
    if (packed.failure() != null) {
      return packed.failure();
    }
    if (cause instanceof MemoryLimitException memory) {
      return new LimitExceededException(
          format,
          packed.position(),
          "memory of " + memory.getMemoryNeeded() + " KiB",
          memory.getMemoryLimit());
    }
    String detail = cause.getMessage() == null ? "ends too early" : cause.getMessage();
    return new CorruptException(format, packed.position(), "packed data is damaged: " + detail);
  }
}
