package io.github.macnightly.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file {@code ._NAME} with what the target cannot hold of NAME: AppleDouble version 2, as in RFC
 * 1740. After its header come two entries: number 9, the Finder information, and number 2, the
 * resource fork.
 *
 * <p>macOS hides its extended attributes in entry 9, behind the 32 bytes of the Finder and two more
 * for alignment: a header that starts with {@code ATTR}, a table, and the values. Offsets in it
 * count from the start of the file. The header and the table have to end within 64 KiB.
 */
final class AppleDouble {

  private static final int MAGIC = 0x00051607;
  private static final int VERSION = 0x00020000;
  private static final String HOME = "Mac OS X        ";
  private static final int FINDER_ENTRY = 9;
  private static final int FORK_ENTRY = 2;
  private static final int FINDER_AT = 50;
  private static final int FINDER_LENGTH = 32;
  private static final int FINDER_END = FINDER_AT + FINDER_LENGTH;
  private static final int ATTR_AT = FINDER_END + 2;
  private static final int ATTR_MAGIC = 0x41545452;
  private static final int ATTR_HEADER = 36;
  private static final int ATTR_ENTRY = 11;
  private static final int MAX_NAME = 127;
  private static final int MAX_TABLE = 64 << 10;
  private static final long MAX_FILE = (1L << 32) - 1;

  private final byte[] finder;
  private final Map<String, byte[]> attributes;
  private final EntryExtras fork;

  /**
   * Takes what the file shall hold.
   *
   * @param attributes by name, Finder information among them
   * @param fork what has the resource fork, or {@link EntryExtras#NONE}
   */
  AppleDouble(Map<String, byte[]> attributes, EntryExtras fork) {
    this.attributes = new TreeMap<>(attributes);
    byte[] info = this.attributes.get(ExtrasWriter.FINDER_INFO);
    boolean usable = info != null && info.length == FINDER_LENGTH;
    this.finder = usable ? this.attributes.remove(ExtrasWriter.FINDER_INFO) : new byte[0];
    this.fork = fork;
  }

  /** Returns whether the form has room for all of it. */
  boolean fits() {
    long table = ATTR_AT + ATTR_HEADER;
    long values = 0;
    for (Map.Entry<String, byte[]> attribute : attributes.entrySet()) {
      if (name(attribute.getKey()).length > MAX_NAME + 1) {
        return false;
      }
      table += entryLength(attribute.getKey());
      values += attribute.getValue().length;
    }
    return table <= MAX_TABLE && fork.forkSize() <= MAX_FILE - table - values;
  }

  /**
   * Writes it, the fork as it is read; only its owner may read it.
   *
   * @return false when that file exists
   */
  boolean write(Path file) throws IOException {
    try (OutputStream out = Filesystem.SYSTEM.create(file)) {
      write(out);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private void write(OutputStream out) throws IOException {
    out.write(header());
    for (byte[] value : attributes.values()) {
      out.write(value);
    }
    if (fork.forkSize() > 0) {
      try (InputStream in = fork.fork()) {
        in.transferTo(out);
      }
    }
  }

  private byte[] header() {
    int table = 0;
    int values = 0;
    for (Map.Entry<String, byte[]> attribute : attributes.entrySet()) {
      table += entryLength(attribute.getKey());
      values += attribute.getValue().length;
    }
    int dataAt = attributes.isEmpty() ? FINDER_END : ATTR_AT + ATTR_HEADER + table;
    ByteBuffer b = ByteBuffer.allocate(dataAt);
    b.putInt(MAGIC).putInt(VERSION).put(HOME.getBytes(StandardCharsets.US_ASCII));
    b.putShort((short) 2);
    b.putInt(FINDER_ENTRY).putInt(FINDER_AT).putInt(dataAt + values - FINDER_AT);
    b.putInt(FORK_ENTRY).putInt(dataAt + values).putInt((int) fork.forkSize());
    b.put(finder);
    if (!attributes.isEmpty()) {
      b.position(ATTR_AT);
      b.putInt(ATTR_MAGIC).putInt(0).putInt(dataAt + values).putInt(dataAt).putInt(values);
      b.position(ATTR_AT + ATTR_HEADER - 2).putShort((short) attributes.size());
      putTable(b, dataAt);
    }
    return b.array();
  }

  private void putTable(ByteBuffer b, int dataAt) {
    int at = dataAt;
    for (Map.Entry<String, byte[]> attribute : attributes.entrySet()) {
      int end = b.position() + entryLength(attribute.getKey());
      byte[] name = name(attribute.getKey());
      b.putInt(at).putInt(attribute.getValue().length).putShort((short) 0);
      b.put((byte) name.length).put(name).position(end);
      at += attribute.getValue().length;
    }
  }

  /** Each entry is filled up to four bytes. */
  private static int entryLength(String name) {
    return (ATTR_ENTRY + name(name).length + 3) & ~3;
  }

  private static byte[] name(String name) {
    return (name + '\0').getBytes(StandardCharsets.UTF_8);
  }
}
