package io.github.macnightly.codec;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.util.Optional;
import org.tukaani.xz.XZ;

/**
 * Decodes blocks of xz streams, or whole small streams, one after the other into the same array,
 * which is their dictionary too. What is there of a result is handed on while the rest is decoded;
 * the array must be left alone until all of it has been read.
 *
 * <p>As {@link XzStream} it does not say what is wrong with data, nor does it tell that from data
 * of another kind.
 */
final class XzUnpacker {

  private static final int HEADER = 12;
  private static final int FLAGS = 6;

  /** What is handed on at once, at least. */
  private static final int PART = 1 << 18;

  private final XzInput in = new XzInput();
  private byte[] plain = {};
  private Lzma2Decoder decoder = new Lzma2Decoder(in.bytes(), 0, plain);
  private PbzPipeline.Parts sink;
  private XzCheck check = XzCheck.NONE;
  private int limit;
  private int length;
  private int given;
  private long packedSize;

  /** Returns how many bytes of the last result have been handed on. */
  int given() {
    return given;
  }

  /** Returns where in the source the last block or stream ended, or was found to be wrong. */
  long position() {
    return in.position();
  }

  /** Lets go of the array, which whoever has a part of it may keep. */
  void forget() {
    plain = new byte[0];
    decoder = new Lzma2Decoder(in.bytes(), 0, plain);
  }

  /**
   * Begins something new, which ends what was before.
   *
   * @param expected the size of the result
   */
  void begin(Source packed, long from, long size, int expected) {
    in.open(packed, from, size);
    if (plain.length < expected) {
      plain = null; // the old array may go before there is a new one
      decoder = null;
      plain = new byte[expected];
      decoder = new Lzma2Decoder(in.bytes(), 0, plain);
    }
    limit = expected;
    length = 0;
    given = 0;
  }

  /** Hands on what is stored as it is, and says whether all of it was there. */
  boolean stored(PbzPipeline.Parts target) throws IOException {
    sink = target;
    while (length < limit) {
      in.fill(1);
      int count = Math.min(limit - length, in.end() - in.at());
      if (count == 0) {
        return false;
      }
      System.arraycopy(in.bytes(), in.at(), plain, length, count);
      in.goTo(in.at() + count);
      length += count;
      give(PART);
    }
    give(1);
    return true;
  }

  /** Decodes a block with its check, and says whether it could and used up all of the source. */
  boolean block(XzCheck kind, PbzPipeline.Parts target) throws IOException {
    sink = target;
    check = kind;
    in.fill(1);
    boolean sound = in.at() < in.end() && block() && length == limit;
    in.fill(1);
    if (!sound || in.at() < in.end()) {
      return false;
    }
    give(1);
    return true;
  }

  /** Decodes a stream and says whether it could; what follows is ignored. */
  boolean stream(PbzPipeline.Parts target) throws IOException {
    sink = target;
    in.fill(HEADER);
    int header = in.at();
    if (in.end() - header < HEADER) {
      return false;
    }
    byte flag = in.bytes()[header + FLAGS + 1];
    Optional<XzCheck> known = XzCheck.of(flag);
    check = known.orElse(XzCheck.NONE);
    if (known.isEmpty() || !in.skip(header(flag))) {
      return false;
    }
    XzIndex index = new XzIndex();
    in.fill(1);
    while (in.at() < in.end() && in.bytes()[in.at()] != 0) {
      int start = length;
      if (!block()) {
        return false;
      }
      index.add(packedSize, length - start);
      in.fill(1);
    }
    if (length != limit || !in.skip(index.bytes()) || !in.skip(index.footer(flag))) {
      return false;
    }
    give(1);
    return true;
  }

  /** Returns the only header there is with a kind of check. */
  private static byte[] header(byte flag) {
    byte[] header = new byte[HEADER];
    System.arraycopy(XZ.HEADER_MAGIC, 0, header, 0, FLAGS);
    header[FLAGS + 1] = flag;
    int crc = XzCheck.crc32(header, FLAGS, FLAGS + 2);
    for (int i = 0; i < Integer.BYTES; i++) {
      header[FLAGS + 2 + i] = (byte) (crc >>> 8 * i);
    }
    return header;
  }

  private boolean block() throws IOException {
    long from = in.position();
    int start = length;
    in.fill(XzHeader.MAX_LENGTH);
    Optional<XzHeader> header = XzHeader.read(in.bytes(), in.at(), in.end());
    if (header.isEmpty()) {
      return false;
    }
    in.goTo(in.at() + header.get().length());
    long data = in.position();
    if (!data(header.get().dictionary())) {
      return false;
    }
    long size = in.position() - data;
    packedSize = in.position() - from + check.size();
    return header.get().allows(size, length - start)
        && in.skip(new byte[(int) -size & 3])
        && in.skip(check.over(plain, start, length));
  }

  private boolean data(int dictionary) throws IOException {
    decoder.begin(length, limit, dictionary);
    while (!decoder.ended()) {
      in.fill(Lzma2Decoder.CHUNK);
      if (!decoder.step(in.at(), in.end())) {
        return false;
      }
      in.goTo(decoder.at());
      if (!decoder.ended()) {
        give(PART); // what was there before, since the last bytes must wait for the check
        length = decoder.length();
      }
    }
    return true;
  }

  /** Hands on what is there, unless it is less than so much. */
  private void give(int least) throws IOException {
    if (length - given >= least) {
      int from = given;
      given = length;
      sink.part(plain, from, length);
    }
  }
}
