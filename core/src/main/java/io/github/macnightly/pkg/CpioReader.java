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
import java.time.Instant;
import java.util.Arrays;

/** Reads the entries of a cpio archive of any form, one after the other. */
final class CpioReader implements EntryReader {

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

  /** Goes to the next entry; the archive must have its trailer. */
  @Override
  public boolean next() throws IOException {
    if (header != null) {
      content.transferTo(OutputStream.nullOutputStream());
      content.verify();
      pad(header.size());
    }
    byte[] magic = exactly(CpioHeader.MAGIC, "header");
    CpioHeader.Form form = CpioHeader.form(magic, position - CpioHeader.MAGIC);
    byte[] rest = exactly(form.length - CpioHeader.MAGIC, "header");
    byte[] bytes = Arrays.copyOf(magic, form.length);
    System.arraycopy(rest, 0, bytes, CpioHeader.MAGIC, rest.length);
    header = CpioHeader.parse(form, bytes, position - form.length);
    name = readName();
    pad(form.length + header.nameLength());
    content = new Content(header);
    if (++entries > Payload.MAX_ENTRIES) {
      throw new LimitExceededException("cpio", position, "number of entries", Payload.MAX_ENTRIES);
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
    int alignment = header.form().alignment;
    if (alignment > 1) {
      exactly((int) (-length & alignment - 1), "padding");
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

  @Override
  public PayloadEntry entry() throws IOException {
    PayloadEntry.Type type = type(header.mode());
    String target = type == PayloadEntry.Type.SYMLINK ? linkTarget() : "";
    boolean sized = type == PayloadEntry.Type.FILE || type == PayloadEntry.Type.SYMLINK;
    return new PayloadEntry(
        PackagePaths.entry(name),
        type,
        header.mode() & 07777,
        header.uid(),
        header.gid(),
        Instant.ofEpochSecond(header.modified()),
        sized ? header.size() : 0,
        target,
        false,
        PayloadExtras.NONE);
  }

  private static PayloadEntry.Type type(int mode) {
    return switch (mode & 0170000) {
      case 0100000 -> PayloadEntry.Type.FILE;
      case 0040000 -> PayloadEntry.Type.DIRECTORY;
      case 0120000 -> PayloadEntry.Type.SYMLINK;
      default -> PayloadEntry.Type.OTHER;
    };
  }

  @Override
  public FileNames names() {
    boolean several = header.links() > 1 && header.inode() != 0;
    return several
        ? new FileNames(header.device(), header.inode(), header.size(), header.form().dataOnce())
        : null;
  }

  @Override
  public InputStream content() {
    return content;
  }

  /** Reads the content of the current entry as the text of a symbolic link. */
  private String linkTarget() throws IOException {
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

    private final boolean summed;
    private long left;
    private int sum;

    Content(CpioHeader header) {
      left = header.size();
      summed = header.form() == CpioHeader.Form.CRC;
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
      if (summed) {
        for (int i = offset; i < offset + count; i++) {
          sum += bytes[i] & 0xff;
        }
      }
      return count;
    }

    /** Compares the sum; writers leave it 0 for links and for names without content. */
    void verify() throws CorruptException {
      boolean file = (header.mode() & 0170000) == 0100000 && header.size() > 0;
      if (summed && file && (sum & 0xffffffffL) != header.sum()) {
        throw corrupt(
            "'"
                + name
                + "' has the sum "
                + Integer.toUnsignedString(sum)
                + ", wanted "
                + header.sum());
      }
    }
  }
}
