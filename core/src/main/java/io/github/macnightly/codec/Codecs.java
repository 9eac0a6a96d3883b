package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import java.io.ByteArrayInputStream;
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
   * Decodes one chunk of bzip2 data.
   *
   * @param format the format that a refusal names
   * @param offset where the chunk lies in its file, in bytes, for a refusal
   * @param packed the compressed chunk
   * @param expected the exact size of the result in bytes, which the caller has bounded
   * @throws CorruptException when the data is damaged, or shorter or longer than expected
   */
  public static byte[] bunzip2(String format, long offset, byte[] packed, int expected)
      throws CorruptException {
    try (InputStream in = new BZip2CompressorInputStream(new ByteArrayInputStream(packed))) {
      byte[] plain = new byte[expected];
      int length = in.readNBytes(plain, 0, expected);
      if (in.read() >= 0) {
        throw new CorruptException(format, offset, "bzip2 data is longer than " + expected);
      }
      return requireLength(format, offset, plain, length);
    } catch (CorruptException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new CorruptException(format, offset, "bzip2 data is damaged: " + e.getMessage());
    }
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
