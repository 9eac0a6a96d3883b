package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Decodes compressed data. All methods are safe for use by several threads at once; the streams are
 * not. The {@code format} of each method is the one that a refusal names.
 */
public final class Codecs {

  private static final int BUFFER = 1 << 16;

  /** What {@code xz -9} needs, and half as much again. */
  private static final int MAX_XZ_KIB = 96 << 10;

  private Codecs() {}

  /**
   * Decodes one chunk of zlib data.
   *
   * @param format the format that a refusal names
   * @param offset where the chunk lies in its file, in bytes, for a refusal
   * @param packed the compressed chunk; bytes behind its end are ignored
   * @param expected the exact size of the result in bytes, which the caller has bounded
   * @throws CorruptException when the data is damaged, or shorter or longer than expected
   */
  public static byte[] inflate(String format, long offset, byte[] packed, int expected)
      throws CorruptException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] plain = new byte[expected];
      int length = inflateInto(inflater, plain);
      int more = length == expected ? inflateInto(inflater, new byte[1]) : 0;
      if (more > 0) {
        throw new CorruptException(format, offset, "zlib data is longer than " + expected);
      }
      if (!inflater.finished()) {
        throw new CorruptException(
            format, offset, "zlib data ends after " + length + " of " + expected + " bytes");
      }
      return requireLength(format, offset, plain, length);
    } catch (DataFormatException e) {
      throw new CorruptException(format, offset, "zlib data is damaged: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  private static int inflateInto(Inflater inflater, byte[] target) throws DataFormatException {
    int length = 0;
    while (length < target.length) {
      int count = inflater.inflate(target, length, target.length - length);
      if (count == 0) {
        break; // finished, starved, or in want of a preset dictionary
      }
      length += count;
    }
    return length;
  }

  /**
   * Decodes one chunk of bzip2 data. {@link Bzip2Chunks} does so faster for many.
   *
   * @param format the format that a refusal names
   * @param offset where the chunk lies in its file, in bytes, for a refusal
   * @param packed the compressed chunk
   * @param expected the exact size of the result in bytes, which the caller has bounded
   * @throws CorruptException when the data is damaged, or shorter or longer than expected
   */
  public static byte[] bunzip2(String format, long offset, byte[] packed, int expected)
      throws CorruptException {
    return new Bzip2Chunks().decode(format, offset, packed, expected);
  }

  /**
   * Decodes one chunk of LZMA data in an xz container, with or without integrity checks.
   *
   * @param format the format that a refusal names
   * @param offset where the chunk lies in its file, in bytes, for a refusal
   * @param packed the compressed chunk; bytes behind its end are ignored
   * @param expected the exact size of the result in bytes, which the caller has bounded
   * @throws FormatException when the data is damaged, is shorter or longer than expected, or asks
   *     for far more memory than the chunk itself
   */
  public static byte[] lzma(String format, long offset, byte[] packed, int expected)
      throws FormatException {
    return XzChunk.decode(format, offset, packed, expected);
  }

  /**
   * Decodes one chunk of Apple Data Compression, as in UDCO images.
   *
   * @param format the format that a refusal names
   * @param offset where the chunk lies in its file, in bytes, for a refusal
   * @param packed the compressed chunk; it has no end mark, so all of it is decoded
   * @param expected the exact size of the result in bytes, which the caller has bounded
   * @throws CorruptException when the data is damaged, or shorter or longer than expected
   */
  public static byte[] adc(String format, long offset, byte[] packed, int expected)
      throws CorruptException {
    return Adc.decode(new PackedChunk("ADC", format, offset, packed), expected);
  }

  /**
   * Decodes one chunk of LZFSE data, as in ULFO images.
   *
   * @param format the format that a refusal names
   * @param offset where the chunk lies in its file, in bytes, for a refusal
   * @param packed the compressed chunk; bytes behind its end mark are ignored
   * @param expected the exact size of the result in bytes, which the caller has bounded
   * @throws CorruptException when the data is damaged, or shorter or longer than expected
   */
  public static byte[] lzfse(String format, long offset, byte[] packed, int expected)
      throws CorruptException {
    return Lzfse.decode(new PackedChunk("LZFSE", format, offset, packed), expected);
  }

  /**
   * Decodes one chunk of LZVN data that lies bare, without the block header of LZFSE.
   *
   * @param format the format that a refusal names
   * @param offset where the chunk lies in its file, in bytes, for a refusal
   * @param packed the compressed chunk; bytes behind its end mark are ignored
   * @param expected the exact size of the result in bytes, which the caller has bounded
   * @throws CorruptException when the data is damaged, or shorter or longer than expected
   */
  public static byte[] lzvn(String format, long offset, byte[] packed, int expected)
      throws CorruptException {
    return Lzvn.decode(new PackedChunk("LZVN", format, offset, packed), expected);
  }

  /**
   * Decodes one chunk of LZBITMAP data.
   *
   * @param format the format that a refusal names
   * @param offset where the chunk lies in its file, in bytes, for a refusal
   * @param packed the compressed chunk; bytes behind its last part are ignored
   * @param expected the exact size of the result in bytes, which the caller has bounded
   * @throws CorruptException when the data is damaged, or shorter or longer than expected
   */
  public static byte[] lzBitmap(String format, long offset, byte[] packed, int expected)
      throws CorruptException {
    return LzBitmap.decode(new PackedChunk("LZBITMAP", format, offset, packed), expected);
  }

  private static byte[] requireLength(String format, long offset, byte[] plain, int length)
      throws CorruptException {
    if (length != plain.length) {
      throw new CorruptException(
          format, offset, "chunk unpacks to " + length + " bytes, not to " + plain.length);
    }
    return plain;
  }

  /**
   * Decodes a stream of zlib data.
   *
   * @throws IOException when its start cannot be read
   */
  public static InputStream inflate(InputStream packed, String format) throws IOException {
    return new DecodedStream(packed, format, Codecs::zlib);
  }

  private static InputStream zlib(InputStream in) {
    return new InflaterInputStream(in, new Inflater(), BUFFER) {
      @Override
      public void close() throws IOException {
        inf.end(); // the stream frees only a decoder that it made itself
        super.close();
      }
    };
  }

  /**
   * Decodes a gzip stream of one or more members, each checked against its CRC-32.
   *
   * @throws IOException when its start cannot be read or is not gzip
   */
  public static InputStream gunzip(InputStream packed, String format) throws IOException {
    return new DecodedStream(packed, format, in -> new GZIPInputStream(in, BUFFER));
  }

  /**
   * Decodes a bzip2 stream or several that follow each other, each block checked by its CRC-32.
   *
   * @throws IOException when its start cannot be read or is not bzip2
   */
  public static InputStream bunzip2(InputStream packed, String format) throws IOException {
    return new DecodedStream(packed, format, in -> new BZip2CompressorInputStream(in, true));
  }

  /**
   * Decodes an xz stream with its checks.
   *
   * @throws IOException when its start cannot be read, is not xz, or asks for over 96 MiB of memory
   */
  public static InputStream xz(InputStream packed, String format) throws IOException {
    return new DecodedStream(packed, format, in -> new XZInputStream(in, MAX_XZ_KIB));
  }

  /**
   * Passes a stream through until it has given {@code limit} bytes; one byte more is refused with a
   * {@code LimitExceededException}.
   *
   * @param what names the data in the refusal
   */
  public static InputStream limited(InputStream in, String format, String what, long limit) {
    return new LimitedStream(in, format, what, limit);
  }
}
