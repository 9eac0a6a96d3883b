package io.github.macnightly.xar;

import io.github.macnightly.codec.Codecs;
import io.github.macnightly.codec.LzmaStream;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * The content of a member. Its length and both checksums are compared as soon as the last byte has
 * been decoded, before that byte is handed out; a failure is remembered and repeated.
 */
final class MemberStream extends InputStream {

  private final XarEntry entry;
  private final long at;
  private final Verdicts verdicts;
  private final MessageDigest archived;
  private final MessageDigest extracted;
  private final InputStream packed;
  private final InputStream plain;
  private long position;
  private boolean finished;
  private IOException failure;

  /**
   * Starts to decode.
   *
   * @param stored the bytes in the heap, exactly the member's
   * @param at where they start in the archive, for refusals
   * @param verdicts learns what came of the comparison
   */
  MemberStream(XarEntry entry, InputStream stored, long at, Verdicts verdicts) throws IOException {
    this.entry = entry;
    this.at = at;
    this.verdicts = verdicts;
    archived = entry.archived().digest();
    boolean same = isPlain(entry.encoding()) && entry.archived().equals(entry.extracted());
    extracted = same ? null : entry.extracted().digest();
    packed = archived == null ? stored : new DigestInputStream(stored, archived);
    plain = decode(packed);
  }

  private static boolean isPlain(String encoding) {
    return encoding.isEmpty() || encoding.endsWith("octet-stream");
  }

  private InputStream decode(InputStream in) throws IOException {
    String encoding = entry.encoding();
    if (isPlain(encoding)) {
      return in;
    }
    return switch (encoding) {
      case "application/x-gzip", "application/zlib" -> Codecs.inflate(in, "xar");
      case "application/x-bzip2" -> Codecs.bunzip2(in, "xar");
      case "application/x-xz" -> Codecs.xz(in, "xar");
      case "application/x-lzma" -> LzmaStream.alone(in, "xar");
      default ->
          throw new UnsupportedFormatException(
              "xar",
              at,
              Member.printable(
                  "member "
                      + entry.path()
                      + " has the encoding "
                      + encoding
                      + ", which is not read"));
    };
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
    try {
      return length == 0 ? 0 : step(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private int step(byte[] bytes, int offset, int length) throws IOException {
    if (finished) {
      return -1;
    }
    int count = plain.read(bytes, offset, length);
    if (count > 0) {
      position += count;
      if (extracted != null) {
        extracted.update(bytes, offset, count);
      }
    }
    if (count < 0 || position >= entry.size()) {
      finish();
    }
    return count;
  }

  private void finish() throws IOException {
    if (position != entry.size() || plain.read() >= 0) {
      String got = position < entry.size() ? "only " + position : "more";
      throw new CorruptException(
          "xar",
          at,
          "member "
              + Member.printable(entry.path())
              + " has "
              + got
              + " bytes, wanted "
              + entry.size());
    }
    packed.transferTo(OutputStream.nullOutputStream());
    verdicts.require(entry.archived(), archived, "stored member " + entry.path(), at);
    verdicts.require(entry.extracted(), extracted, "member " + entry.path(), at);
    verdicts.sound(entry);
    finished = true;
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
