package io.github.macnightly.decmpfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * A compressed file, as its attribute {@code com.apple.decmpfs} describes it: a magic number, how
 * the content is stored, its size, and small content itself. Safe for use by several threads at
 * once; each opens a stream of its own.
 */
public final class Decmpfs {

  /** The extended attribute that makes a file a compressed one. */
  public static final String ATTRIBUTE = "com.apple.decmpfs";

  static final String FORMAT = "decmpfs";

  private static final int HEADER = 16;
  private static final int MAGIC = 0x636D7066; // "fpmc" when read as bytes
  private static final int DATALESS = 5;

  /**
   * The kernel takes no attribute over 3,802 bytes; not even zlib makes more than this of it, at
   * 1032 bytes from one.
   */
  private static final int MAX_INLINE = 4 << 20;

  private final long type;
  private final long size;
  private final byte[] payload;
  private final Optional<Method> method;

  private Decmpfs(long type, long size, byte[] payload) {
    this.type = type;
    this.size = size;
    this.payload = payload;
    this.method = Method.of(type);
  }

  /**
   * Reads the attribute. A type that is not read here is refused later, by {@link #open}: such a
   * file can still be listed.
   *
   * @throws CorruptException when the attribute is too short, has another magic number, or its size
   *     is 2^63 or more
   */
  public static Decmpfs read(byte[] attribute) throws CorruptException {
    if (attribute.length < HEADER) {
      throw new CorruptException(
          FORMAT, -1, "attribute has %d bytes, wanted %d".formatted(attribute.length, HEADER));
    }
    ByteBuffer header = ByteBuffer.wrap(attribute).order(ByteOrder.LITTLE_ENDIAN);
    if (header.getInt(0) != MAGIC) {
      throw new CorruptException(
          FORMAT, 0, "attribute starts with 0x%08x, wanted 'fpmc'".formatted(header.getInt(0)));
    }
    long size = header.getLong(8);
    if (size < 0) {
      throw new CorruptException(
          FORMAT, 8, "content has " + Long.toUnsignedString(size) + " bytes");
    }
    byte[] payload = Arrays.copyOfRange(attribute, HEADER, attribute.length);
    return new Decmpfs(Integer.toUnsignedLong(header.getInt(4)), size, payload);
  }

  /** Returns the size of the content in bytes, as the attribute claims it. */
  public long size() {
    return size;
  }

  /**
   * Returns whether the resource fork holds the content, and so is not one. The fork of a file
   * whose type is not known is taken for a real one.
   */
  public boolean usesResourceFork() {
    return method.isPresent() && method.get().place() != Method.Place.ATTRIBUTE;
  }

  /**
   * Opens the content. The stream holds one chunk of 64 KiB at a time and reads the fork forward.
   *
   * @param resourceFork asked only when the fork holds the content; it is not closed
   * @throws UnsupportedFormatException when the type is not known or the content is not there at
   *     all (a dataless file)
   * @throws CorruptException when the content is not as long as it should be or is damaged, now or
   *     while reading
   * @throws LimitExceededException for more than 4 MiB in the attribute
   */
  public InputStream open(ForkOpener resourceFork) throws IOException {
    Method known = method.orElseThrow(this::unsupported);
    if (size == 0) {
      return InputStream.nullInputStream();
    }
    if (known.place() == Method.Place.ATTRIBUTE) {
      return new ByteArrayInputStream(inline(known.packing()));
    }
    Source fork = resourceFork.open();
    long chunks = (size - 1) / ChunkStream.CHUNK + 1;
    ChunkTable table =
        known.place() == Method.Place.RESOURCE
            ? ChunkTable.ofResource(fork, chunks)
            : ChunkTable.ofOffsets(fork, chunks);
    return new ChunkStream(table, known.packing(), size);
  }

  private byte[] inline(Packing packing) throws IOException {
    if (size > MAX_INLINE) {
      throw new LimitExceededException(
          FORMAT, 8, "content of " + size + " bytes in an attribute", MAX_INLINE);
    }
    return packing.unpack(HEADER, payload, (int) size);
  }

  private UnsupportedFormatException unsupported() {
    return new UnsupportedFormatException(
        FORMAT,
        4,
        type == DATALESS
            ? "file is dataless (type 5): its content was never stored on this volume"
            : "compression of type " + type + " is not read");
  }

  /** Opens the resource fork of the compressed file. */
  @FunctionalInterface
  public interface ForkOpener {

    /**
     * Returns the whole resource fork, with its header.
     *
     * @throws IOException when it cannot be found on the volume
     */
    Source open() throws IOException;
  }
}
