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

  private static final int PACKED_SIZE = 0x40;
  private static final int PLAIN_SIZE = 0x80;
  private static final int OTHER_FLAGS = 0x3f;

  private static final int LZMA2 = 0x21;
  private static final int MAX_DICTIONARY = 40;

  /** What a header says that leaves a size open, and a size that none has. */
  private static final long UNKNOWN = -1;

  private static final long IMPOSSIBLE = -2;

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
    int header = at;
    int data = header + 4 * (1 + (packed[header] & 0xff));
    int crc = data - Integer.BYTES;
    if (data > end || word(crc) != XzCheck.crc32(packed, header, crc)) {
      return false;
    }
    int flags = packed[header + 1];
    at = header + 2;
    long packedSize = (flags & PACKED_SIZE) == 0 ? UNKNOWN : number();
    long plainSize = (flags & PLAIN_SIZE) == 0 ? UNKNOWN : number();
    int code = packed[at + 2];
    boolean usual = (flags & OTHER_FLAGS) == 0 && packed[at] == LZMA2 && packed[at + 1] == 1;
    if (!usual || code < 0 || code > MAX_DICTIONARY || !zeros(at + 3, crc)) {
      return false;
    }
    int start = length;
    int dictionary = (int) Math.min(XzDictionary.bytes((byte) code), Integer.MAX_VALUE);
    if (!decoder.decode(data, start, dictionary)) {
      return false;
    }
    at = decoder.at();
    length = decoder.length();
    boolean asSaid = is(packedSize, at - data) && is(plainSize, length - start);
    index.add(at - header + check.size(), length - start);
    return asSaid && skip(new byte[-at + data & 3]) && skip(check.over(plain, start, length));
  }

  private static boolean is(long said, int size) {
    return said == UNKNOWN || said == size;
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

  /** Says whether there are only zeros between two places of which the first is not behind. */
  private boolean zeros(int from, int to) {
    int bits = from > to ? 1 : 0;
    for (int i = from; i < to; i++) {
      bits |= packed[i];
    }
    return bits == 0;
  }

  /** Reads a number of at most nine bytes with seven bits each, the lowest first. */
  private long number() {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
      byte next = packed[at++];
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return next == 0 && shift > 0 ? IMPOSSIBLE : number;
      }
    }
    return IMPOSSIBLE;
  }

  private int word(int place) {
    return ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getInt(place);
  }
}
