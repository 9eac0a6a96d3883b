package io.github.macnightly.pkg;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads Apple Archives, {@code AA01} and the older {@code YAA1}: entries of a header and the blobs
 * that it names, in their order. The blobs of attributes come before the data as a rule; those that
 * come behind are not kept.
 */
final class ArchiveReader implements EntryReader {

  private static final int MAX_ATTRIBUTES = 16 << 20;
  private static final int ENTRY_SIZE = 4;

  private final InputStream in;
  private final Deque<ArchiveField> blobs = new ArrayDeque<>();
  private ArchiveHeader header;
  private Map<String, byte[]> attributes = Map.of();
  private ArchiveData data;
  private long position;
  private int entries;

  ArchiveReader(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** Says whether an archive starts with these bytes. */
  static boolean isMagic(String start) {
    return start.startsWith("AA01") || start.startsWith("YAA1");
  }

  /** Goes to the next entry that is one of a file system; the archive ends where its bytes end. */
  @Override
  public boolean next() throws IOException {
    do {
      finish();
      byte[] start = in.readNBytes(ArchiveHeader.START);
      if (start.length == 0) {
        return false;
      }
      readHeader(start);
      if (++entries > Payload.MAX_ENTRIES) {
        throw new LimitExceededException(
            "Apple Archive", position, "number of entries", Payload.MAX_ENTRIES);
      }
    } while (header.number("TYP", 'F') == 'M');
    return true;
  }

  private void readHeader(byte[] start) throws IOException {
    String magic = new String(start, StandardCharsets.ISO_8859_1);
    if (start.length < ArchiveHeader.START || !isMagic(magic)) {
      throw corrupt("no entry starts with '" + magic.replaceAll("\\P{Graph}", "?") + "'");
    }
    int length = (start[4] & 0xff | (start[5] & 0xff) << 8) - ArchiveHeader.START;
    if (length < 0) {
      throw corrupt("header of " + (length + ArchiveHeader.START) + " bytes");
    }
    long at = position;
    position += ArchiveHeader.START;
    header = ArchiveHeader.read(ByteBuffer.wrap(exactly(length)), at);
    for (ArchiveField field : header.fields().values()) {
      if (field.blob()) {
        requireSize(field);
        blobs.add(field);
      }
    }
    attributes = Map.of();
    data = new ArchiveData(in, 0, header);
    toData();
  }

  private void requireSize(ArchiveField blob) throws CorruptException {
    if (blob.number() < 0) {
      throw corrupt(blob.key() + " of " + Long.toUnsignedString(blob.number()) + " bytes");
    }
  }

  /** Reads the blobs that come before the data. */
  private void toData() throws IOException {
    while (!blobs.isEmpty()) {
      ArchiveField blob = blobs.remove();
      if (blob.key().equals(ArchiveHeader.DATA)) {
        data = new ArchiveData(in, blob.number(), header);
        return;
      }
      if (blob.key().equals("XAT")) {
        attributes = attributes(blob.number());
      } else {
        skip(blob.number());
      }
    }
  }

  private void finish() throws IOException {
    if (data != null) {
      data.transferTo(OutputStream.nullOutputStream());
      position += data.size();
    }
    while (!blobs.isEmpty()) {
      skip(blobs.remove().number());
    }
  }

  private void skip(long length) throws IOException {
    long left = length;
    byte[] rest = new byte[(int) Math.min(left, 1 << 14)];
    while (left > 0) {
      int count = in.read(rest, 0, (int) Math.min(left, rest.length));
      if (count < 0) {
        throw corrupt("archive ends " + left + " bytes before the end of an entry");
      }
      left -= count;
      position += count;
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    position += bytes.length;
    if (bytes.length < length) {
      throw corrupt("archive ends in a header or in attributes");
    }
    return bytes;
  }

  /** An entry: u32 size of it all, the name with its NUL, the value. */
  private Map<String, byte[]> attributes(long size) throws IOException {
    if (size > MAX_ATTRIBUTES) {
      throw new LimitExceededException(
          "Apple Archive", position, "attributes of " + size + " bytes", MAX_ATTRIBUTES);
    }
    byte[] bytes = exactly((int) size);
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, byte[]> found = new TreeMap<>();
    while (b.hasRemaining()) {
      int start = b.position();
      int length = b.remaining() < ENTRY_SIZE ? 0 : b.getInt(start);
      if (length <= ENTRY_SIZE || length > b.remaining()) {
        throw corrupt("an attribute of " + Integer.toUnsignedString(length) + " bytes");
      }
      int name = start + ENTRY_SIZE;
      int end = name;
      while (end < start + length && bytes[end] != 0) {
        end++;
      }
      if (end == name || end == start + length) {
        throw corrupt("an attribute without a name");
      }
      byte[] value = Arrays.copyOfRange(bytes, end + 1, start + length);
      found.put(new String(bytes, name, end - name, StandardCharsets.UTF_8), value);
      b.position(start + length);
    }
    return Map.copyOf(found);
  }

  private CorruptException corrupt(String detail) {
    return ArchiveHeader.corrupt(position, detail);
  }

  @Override
  public PayloadEntry entry() throws IOException {
    PayloadEntry.Type type = type((int) header.number("TYP", 'F'));
    if (!header.has("PAT")) {
      throw corrupt("an entry has no path");
    }
    String path = header.text("PAT");
    String target = type == PayloadEntry.Type.SYMLINK ? header.text("LNK") : "";
    boolean noLink = type == PayloadEntry.Type.SYMLINK && target.isEmpty();
    if (noLink || path.indexOf('\0') >= 0 || target.indexOf('\0') >= 0) {
      throw corrupt("'" + path + "' has a NUL in it or is a link without a target");
    }
    boolean file = type == PayloadEntry.Type.FILE;
    int usual = type == PayloadEntry.Type.DIRECTORY ? 0755 : 0644;
    PayloadExtras extras = PayloadExtras.of((int) header.number("FLG", 0), attributes);
    return new PayloadEntry(
        path.isEmpty() ? "" : PackagePaths.entry(path),
        type,
        (int) header.number("MOD", usual) & 07777,
        (int) header.number("UID", 0),
        (int) header.number("GID", 0),
        modified(),
        file ? data.size() : target.getBytes(StandardCharsets.UTF_8).length,
        target,
        false,
        extras.isEmpty() ? PayloadExtras.NONE : extras);
  }

  private Instant modified() throws CorruptException {
    ArchiveField time = header.fields().get("MTM");
    try {
      return time == null ? Instant.EPOCH : Instant.ofEpochSecond(time.number(), time.nanos());
    } catch (DateTimeException | ArithmeticException e) {
      throw corrupt("a date of " + time.number() + " seconds");
    }
  }

  private static PayloadEntry.Type type(int code) {
    return switch (code) {
      case 'F' -> PayloadEntry.Type.FILE;
      case 'D' -> PayloadEntry.Type.DIRECTORY;
      case 'L' -> PayloadEntry.Type.SYMLINK;
      default -> PayloadEntry.Type.OTHER;
    };
  }

  @Override
  public FileNames names() {
    return header.has("HLC") ? new FileNames(0, header.number("HLC", 0), data.size(), true) : null;
  }

  @Override
  public InputStream content() {
    return data;
  }
}
