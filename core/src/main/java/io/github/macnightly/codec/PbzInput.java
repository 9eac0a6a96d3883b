package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The packed side of a stream of blocks: bytes in a row, or a source, of which little is held. */
final class PbzInput {

  private final String format;
  private final PushbackInputStream in;
  private final Optional<Source> source;
  private long position;

  /** Makes one of bytes that come in a row. */
  PbzInput(InputStream in, String format) {
    this.format = format;
    this.in = new PushbackInputStream(in);
    this.source = Optional.empty();
  }

  /** Makes one of a source. */
  PbzInput(Source source, String format) {
    this.format = format;
    this.in = new PushbackInputStream(InputStream.nullInputStream());
    this.source = Optional.of(source);
  }

  /** Returns the place of the next byte. */
  long position() {
    return position;
  }

  boolean atEnd() throws IOException {
    if (source.isPresent()) {
      return position >= source.get().size();
    }
    int next = in.read();
    if (next >= 0) {
      in.unread(next);
    }
    return next < 0;
  }

  /** Reads what is there before it asks for memory, so a lie about a length costs nothing. */
  ByteBuffer exactly(int length) throws IOException {
    if (source.isPresent()) {
      return take(length).read(0, length);
    }
    byte[] bytes = in.readNBytes(length);
    position += bytes.length;
    require(length - bytes.length);
    return ByteBuffer.wrap(bytes);
  }

  /** Goes over bytes, which are read later, unless they can only be read now. */
  Source take(int length) throws IOException {
    if (source.isEmpty()) {
      return Source.of(exactly(length).array());
    }
    long at = position;
    long left = Math.min(length, source.get().size() - at);
    position += left;
    require(length - left);
    return source.get().slice(at, length);
  }

  private void require(long missing) throws CorruptException {
    if (missing > 0) {
      throw new CorruptException(format, position, "data ends " + missing + " bytes too early");
    }
  }
}
