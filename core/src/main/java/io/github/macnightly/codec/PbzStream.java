package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The block format of Apple's compression tools, {@code pbz} and a letter that names the algorithm:
 * {@code pbzx} LZMA in xz streams, {@code pbze} LZFSE, {@code pbzz} zlib, {@code pbz4} LZ4, {@code
 * pbzb} LZBITMAP.
 *
 * <p>Layout, all big-endian: magic, u64 size of a block, then for each block u64 size unpacked, u64
 * size packed, and the data. Equal sizes mean that it is stored. The end is where the file ends.
 * Blocks know nothing of each other, so they are decoded on several threads.
 */
public final class PbzStream {

  private static final int MAGIC = 4;

  /** What a block may have; Apple's tools make 1 to 16 MiB. */
  private static final long MAX_BLOCK = 64 << 20;

  /** The same where a block is not given out in pieces but needs an array for all of it. */
  private static final long MAX_WHOLE = 32 << 20;

  /** What all threads together may hold: packed blocks, dictionaries and blocks at work. */
  private static final long MEMORY = 64 << 20;

  private static final int AHEAD = 24 << 20;

  private static final int ZLIB_METHOD = 0x0f;
  private static final int DEFLATE = 8;
  private static final int ZLIB_CHECK = 31;

  /** Packed data may be a little longer than what it unpacks to. */
  private static final int SLACK = 1 << 16;

  private final PbzInput in;
  private final String format;
  private final char algorithm;
  private final long blockSize;
  private final XzUnpackers unpackers = new XzUnpackers();
  private final int atOnce;

  private PbzStream(PbzInput in, String format, boolean inMemory) throws IOException {
    this.in = in;
    this.format = format;
    ByteBuffer header = in.exactly(MAGIC + Long.BYTES);
    String magic = new String(header.array(), 0, MAGIC, StandardCharsets.ISO_8859_1);
    algorithm = magic.charAt(MAGIC - 1);
    if (!magic.startsWith("pbz") || "xez4b".indexOf(algorithm) < 0) {
      throw new UnsupportedFormatException(
          format, 0, "blocks of '" + magic.replaceAll("\\P{Graph}", "?") + "' are not read");
    }
    blockSize = header.getLong(MAGIC);
    long most = algorithm == 'x' ? MAX_BLOCK : MAX_WHOLE;
    if (blockSize <= 0 || blockSize > most) {
      throw new LimitExceededException(
          format, MAGIC, "block of " + Long.toUnsignedString(blockSize) + " bytes", most);
    }
    boolean whole = algorithm == 'x' && blockSize <= MAX_WHOLE;
    atOnce = whole ? XzUnpackers.atOnce(inMemory ? 2 * blockSize : blockSize) : 0;
  }

  /**
   * Decodes a stream of blocks. The result must be closed: it has threads of its own.
   *
   * @param packed is read by the caller of the result's {@code read}, never by another thread
   * @param format the format that a refusal names
   * @throws FormatException when the start is not that of such a stream
   */
  public static InputStream open(InputStream packed, String format) throws IOException {
    return new PbzStream(new PbzInput(packed, format), format, true).open();
  }

  /**
   * The same for data that can be read in any order, which takes less memory.
   *
   * @throws FormatException when the start is not that of such a stream
   */
  public static InputStream open(Source packed, String format) throws IOException {
    return new PbzStream(new PbzInput(packed, format), format, false).open();
  }

  private PbzPipeline open() {
    if (atOnce > 0) {
      return new PbzPipeline(this::next, XzUnpackers.workers(atOnce), AHEAD, atOnce);
    }
    long each = blockSize * (algorithm == 'x' ? 2 : 3);
    long room = Math.max(1, MEMORY / each);
    int workers = (int) Math.min(room, Runtime.getRuntime().availableProcessors());
    return new PbzPipeline(this::next, workers, AHEAD);
  }

  private PbzPipeline.Block next() throws IOException {
    if (in.atEnd()) {
      return null;
    }
    long at = in.position();
    ByteBuffer sizes = in.exactly(2 * Long.BYTES);
    long plain = sizes.getLong();
    long packed = sizes.getLong();
    if (plain <= 0 || plain > blockSize) {
      throw new CorruptException(
          format,
          at,
          "block of " + Long.toUnsignedString(plain) + " bytes, wanted 1 to " + blockSize);
    }
    if (packed <= 0 || packed > plain + SLACK) {
      throw new CorruptException(
          format,
          at + Long.BYTES,
          "block of "
              + plain
              + " bytes is packed into "
              + Long.toUnsignedString(packed)
              + ", wanted 1 to "
              + (plain + SLACK));
    }
    long start = in.position();
    return algorithm == 'x'
        ? lzma(start, in.take((int) packed), (int) plain)
        : other(start, in.exactly((int) packed).array(), (int) plain);
  }

  private PbzPipeline.Block lzma(long at, Source packed, int plain) {
    PackedChunk name = new PackedChunk("xz", format, at, new byte[0]);
    boolean stored = packed.size() == plain;
    if (atOnce == 0) {
      return stored
          ? sink -> LzmaBlock.pump(packed.stream(), plain, name, sink)
          : sink -> new LzmaBlock(name, packed, plain).decode(0, sink);
    }
    return unpackers.block(
        (unpacker, sink) -> {
          unpacker.begin(packed, 0, packed.size(), plain);
          if (stored && !unpacker.stored(sink)) {
            throw name.endsAfter(unpacker.given(), plain);
          } else if (!stored && !unpacker.stream(sink)) {
            unpacker.forget();
            new LzmaBlock(name, packed, plain).decode(unpacker.given(), sink);
          }
        });
  }

  private PbzPipeline.Block other(long at, byte[] packed, int plain) {
    if (packed.length == plain) {
      return sink -> sink.put(packed, plain);
    }
    return switch (algorithm) {
      case 'e' -> sink -> sink.put(Codecs.lzfse(format, at, packed, plain), plain);
      case 'z' -> sink -> sink.put(inflate(at, packed, plain), plain);
      case 'b' -> sink -> sink.put(Codecs.lzBitmap(format, at, packed, plain), plain);
      default ->
          sink ->
              sink.put(AppleLz4.decode(new PackedChunk("LZ4", format, at, packed), plain), plain);
    };
  }

  /** Apple's library leaves out the header of zlib; the documents say that it is there. */
  private byte[] inflate(long at, byte[] packed, int plain) throws IOException {
    int header = packed.length < 2 ? 0 : (packed[0] & 0xff) << 8 | packed[1] & 0xff;
    if ((header >> 8 & ZLIB_METHOD) == DEFLATE && header % ZLIB_CHECK == 0) {
      return Codecs.inflate(format, at, packed, plain);
    }
    PackedChunk chunk = new PackedChunk("deflate", format, at, packed);
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      byte[] bytes = new byte[plain];
      int length = inflater.inflate(bytes);
      if (length != plain) {
        throw chunk.endsAfter(length, plain);
      }
      if (inflater.inflate(new byte[1]) > 0 || !inflater.finished()) {
        throw chunk.longerThan(plain);
      }
      return bytes;
    } catch (DataFormatException e) {
      throw chunk.damaged(inflater.getBytesRead(), String.valueOf(e.getMessage()));
    } finally {
      inflater.end();
    }
  }
}
