package io.github.macnightly.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.tukaani.xz.XZ;

/**
 * Decodes xz streams of the usual kind, with the one filter LZMA2, faster than the library does.
 * Streams of other kinds are left to that, and so are damaged ones: it says what is wrong.
 *
 * <p>Layout: a header (magic, flags with the kind of check, CRC-32); blocks, each of a header (as
 * {@link XzDictionary} tells), LZMA2 data, zeros up to a multiple of four and the check of its
 * result; the index, which is {@link XzIndex}, and the footer.
 */
final class XzStream {

  private static final int HEADER = 12;
  private static final int FLAGS = 6;

  private final byte[] packed;
  private final int end;
  private final byte[] plain;
  private final Lzma2Decoder decoder;
  private XzCheck check = XzCheck.NONE;
  private XzIndex index = new XzIndex();
  private int at;
  private int length;

  /**
   * Makes a decoder for any number of streams.
   *
   * @param packed the streams with {@link Lzma2Decoder#SLACK} bytes behind them
   * @param end where they end
   * @param plain takes the results
   */
  XzStream(byte[] packed, int end, byte[] plain) {
    this.packed = packed;
    this.end = end;
    this.plain = plain;
    this.decoder = new Lzma2Decoder(packed, end, plain);
  }

  /** Returns where in the packed data the last stream ended. */
  int at() {
    return at;
  }

  /** Returns where in the result the last stream ended. */
  int length() {
    return length;
  }

  /**
   * Decodes a stream and says whether it could; if not, anything may have been written behind
   * {@code start}.
   *
   * @param from where the stream begins
   * @param start where its result begins
   */
  boolean decode(int from, int start) {
    at = from;
    length = start;
    index = new XzIndex();
    if (!header()) {
      return false;
    }
    while (at < end && packed[at] != 0) {
      if (!block()) {
        return false;
      }
    }
    return skip(index.bytes()) && skip(index.footer(packed[from + FLAGS + 1]));
  }

  private boolean header() {
    int crc = at + HEADER - Integer.BYTES;
    if (!skip(XZ.HEADER_MAGIC) || HEADER - FLAGS > end - at || packed[at] != 0) {
      return false;
    }
    Optional<XzCheck> known = XzCheck.of(packed[at + 1]);
    check = known.orElse(XzCheck.NONE);
    boolean sound = word(crc) == XzCheck.crc32(packed, at, crc);
    at = crc + Integer.BYTES;
    return known.isPresent() && sound;
  }

  private boolean block() {
    int from = at;
    Optional<XzHeader> header = XzHeader.read(packed, from, end);
    if (header.isEmpty()) {
      return false;
    }
    int data = from + header.get().length();
    int start = length;
    if (!decoder.decode(data, start, header.get().dictionary())) {
      return false;
    }
    at = decoder.at();
    length = decoder.length();
    index.add(at - from + check.size(), length - start);
    return header.get().allows(at - data, length - start)
        && skip(new byte[-at + data & 3])
        && skip(check.over(plain, start, length));
  }

  /** Skips bytes and says whether they stand there. */
  private boolean skip(byte[] bytes) {
    int from = at;
    if (bytes.length > end - from) {
      return false;
    }
    at = from + bytes.length;
    return Arrays.equals(packed, from, at, bytes, 0, bytes.length);
  }

  private int word(int place) {
    return ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getInt(place);
  }
}
