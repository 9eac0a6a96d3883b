package io.github.macnightly.pkg;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the entries of a cpio archive of the forms odc and newc, one after the other. */
final class CpioReader {

  private static final int MAX_ENTRIES = 2_000_000;
  private static final int MAX_NAME = 16 << 10;
  private static final String TRAILER = "TRAILER!!!";

  private final InputStream in;
  private CpioHeader header;
  private String name;
  private Content content;
  private long position;
  private int entries;

  CpioReader(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /**
   * Goes to the next entry, over what was not read of the current one.
   *
   * @return false behind the last; the archive must have its trailer
   */
  boolean next() throws IOException {
    if (header != null) {
      content.transferTo(OutputStream.nullOutputStream());
      pad(header.size());
    }
    byte[] magic = exactly(CpioHeader.MAGIC, "header");
    int length = CpioHeader.length(magic, position - CpioHeader.MAGIC);
    byte[] rest = exactly(length - CpioHeader.MAGIC, "header");
    byte[] bytes = Arrays.copyOf(magic, length);
    System.arraycopy(rest, 0, bytes, CpioHeader.MAGIC, rest.length);
    header = CpioHeader.parse(bytes, position - length);
    name = readName();
    pad(length + header.nameLength());
    content = new Content(header.size());
    if (++entries > MAX_ENTRIES) {
      throw new LimitExceededException("cpio", position, "number of entries", MAX_ENTRIES);
    }
    return !name.equals(TRAILER);
  }

  private String readName() throws IOException {
    long length = header.nameLength();
    if (length < 2 || length > MAX_NAME) {
      throw corrupt("name has " + length + " bytes, wanted 2 to " + MAX_NAME);
    }
    byte[] bytes = exactly((int) length, "name");
    int end = 0;
    while (bytes[end] != 0 && end < length - 1) {
      end++;
    }
    if (end != length - 1 || bytes[end] != 0) {
      throw corrupt("name has a NUL inside, or none at its end");
    }
    return utf8(ByteBuffer.wrap(bytes, 0, end), "name");
  }

  /** Decodes strictly: the file systems that packages are made for hold names in UTF-8 only. */
  private String utf8(ByteBuffer bytes, String what) throws CorruptException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw corrupt(what + " is not UTF-8");
    }
  }

  private void pad(long length) throws IOException {
    if (header.newc()) {
      exactly((int) (-length & 3), "padding");
    }
  }

  private byte[] exactly(int length, String what) throws IOException {
    byte[] bytes = in.readNBytes(length);
    position += bytes.length;
    if (bytes.length < length) {
      throw corrupt("archive ends in a " + what + ", before its trailer");
    }
    return bytes;
  }

  private CorruptException corrupt(String detail) {
    return new CorruptException("cpio", position, PackagePaths.line(detail));
  }

  CpioHeader header() {
    return header;
  }

  String name() {
    return name;
  }

  /** Returns the content of the current entry; it ends where the entry ends. */
  InputStream content() {
    return content;
  }

  /** Reads the content of the current entry as the text of a symbolic link. */
  String linkTarget() throws IOException {
    if (header.size() < 1 || header.size() > MAX_NAME) {
      throw corrupt("link target has " + header.size() + " bytes, wanted 1 to " + MAX_NAME);
    }
    String target = utf8(ByteBuffer.wrap(content.readAllBytes()), "link target");
    if (target.indexOf('\0') >= 0) {
      throw corrupt("link target has a NUL inside");
    }
    return target;
  }

  /** What is left of the current entry's content. */
  private final class Content extends InputStream {

    private long left;

    Content(long left) {
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw corrupt("archive ends " + left + " bytes before the end of '" + name + "'");
      }
      left -= count;
      position += count;
      return count;
    }
  }
}
