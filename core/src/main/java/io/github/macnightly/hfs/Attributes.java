package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes file. Keys are (file, name, start block); a value lies in the record itself or in
 * a fork, whose ninth and later extents are in records of their own that follow it.
 */
final class Attributes {

  private static final int INLINE = 0x10;
  private static final int FORK = 0x20;
  private static final int EXTENTS = 0x30;
  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_NAME = 127;

  /** Bytes of a head, as many as tell how a file is compressed. */
  private static final int HEAD = 16;

  /** Counted for each attribute beside its value, so that a million empty ones are refused too. */
  private static final int OVERHEAD = 100;

  private final Optional<BTree> tree;
  private final VolumeHeader header;
  private final Source volume;

  Attributes(Optional<BTree> tree, VolumeHeader header, Source volume) {
    this.tree = tree;
    this.header = header;
    this.volume = volume;
  }

  /** Returns the value of one attribute, of at most {@code limit} bytes. */
  Optional<byte[]> find(long file, String name, int limit) throws IOException {
    Optional<BTreeCursor> cursor = seek(file, name);
    return cursor.isEmpty()
        ? Optional.empty()
        : Optional.of(value(cursor.get(), file, limit).bytes);
  }

  /** Returns the start of a value: a listing has no room for all that its files have. */
  Optional<byte[]> head(long file, String name) throws IOException {
    Optional<BTreeCursor> cursor = seek(file, name);
    if (cursor.isEmpty()) {
      return Optional.empty();
    }
    BTreeRecord record = cursor.get().record();
    record.requireData(HEAD);
    if (record.dataUnsignedInt(0) != FORK) {
      byte[] value = value(cursor.get(), file, MAX_BYTES).bytes;
      return Optional.of(Arrays.copyOf(value, Math.min(HEAD, value.length)));
    }
    record.requireData(8 + ForkData.BYTES);
    ForkData fork = ForkData.read(record.node(), record.data() + 8);
    int length = (int) Math.min(HEAD, fork.size());
    ExtentList extents = new ExtentList(header, volume.size());
    extents.add(fork.extents(), length);
    requireWhole(extents, length, file);
    return Optional.of(new ForkSource(volume, extents, length).read(0, length).array());
  }

  /** Returns a cursor at an attribute. */
  private Optional<BTreeCursor> seek(long file, String name) throws IOException {
    if (tree.isEmpty()) {
      return Optional.empty();
    }
    BTreeCursor cursor = tree.get().seek(record -> compare(record, file, name));
    boolean found = cursor.next() && compare(cursor.record(), file, name) == 0;
    return found ? Optional.of(cursor) : Optional.empty();
  }

  /** Returns all attributes of a file, in the order of the volume. */
  Map<String, byte[]> of(long file) throws IOException {
    Map<String, byte[]> found = new LinkedHashMap<>();
    if (tree.isEmpty()) {
      return found;
    }
    BTreeCursor cursor = tree.get().seek(record -> compare(record, file, ""));
    int left = MAX_BYTES;
    boolean more = cursor.next();
    while (more && file(cursor.record()) == file) {
      String name = name(cursor.record());
      Value value = value(cursor, file, left);
      if (found.put(name, value.bytes) != null) {
        throw corrupt(file, "has attribute '" + name + "' twice");
      }
      left -= value.bytes.length + 2 * name.length() + OVERHEAD;
      more = value.more;
    }
    return found;
  }

  /** Reads the value at the cursor and moves behind it. */
  private Value value(BTreeCursor cursor, long file, int limit) throws IOException {
    BTreeRecord record = cursor.record();
    record.requireData(16);
    int type = (int) record.dataUnsignedInt(0);
    if (type == INLINE) {
      byte[] bytes = inline(record, file, limit);
      return new Value(bytes, cursor.next());
    }
    if (type == FORK) {
      return fork(cursor, file, limit);
    }
    throw corrupt(file, "has an attribute record of type " + type);
  }

  private static byte[] inline(BTreeRecord record, long file, int limit) throws IOException {
    long size = record.dataUnsignedInt(12);
    if (size > record.dataLength() - 16) {
      throw corrupt(file, "has an attribute of %d bytes in its record".formatted(size));
    }
    requireLimit(size, file, limit);
    byte[] bytes = new byte[(int) size];
    record.node().get(record.data() + 16, bytes);
    return bytes;
  }

  private Value fork(BTreeCursor cursor, long file, int limit) throws IOException {
    BTreeRecord record = cursor.record();
    record.requireData(8 + ForkData.BYTES);
    ForkData fork = ForkData.read(record.node(), record.data() + 8);
    requireLimit(fork.size(), file, limit);
    ExtentList extents = new ExtentList(header, volume.size());
    extents.add(fork.extents(), fork.size());
    String name = name(record);
    boolean more = cursor.next();
    while (more && compare(cursor.record(), file, name) == 0 && isExtents(cursor.record())) {
      cursor.record().requireData(8 + 8 * ForkData.EXTENTS);
      extents.add(
          ForkData.readExtents(cursor.record().node(), cursor.record().data() + 8), fork.size());
      more = cursor.next();
    }
    requireWhole(extents, fork.size(), file);
    ByteBuffer bytes = new ForkSource(volume, extents, fork.size()).read(0, (int) fork.size());
    return new Value(bytes.array(), more);
  }

  private static void requireWhole(ExtentList extents, long size, long file)
      throws CorruptException {
    if (extents.end() < size) {
      throw corrupt(file, "has an attribute of %d bytes in too few extents".formatted(size));
    }
  }

  private static boolean isExtents(BTreeRecord record) throws CorruptException {
    record.requireData(4);
    return record.dataUnsignedInt(0) == EXTENTS;
  }

  private static void requireLimit(long size, long file, int limit) throws LimitExceededException {
    if (size > limit) {
      throw new LimitExceededException(
          HfsVolume.FORMAT, file, "attribute of " + size + " bytes of file " + file, limit);
    }
  }

  private static int compare(BTreeRecord record, long file, String name) throws CorruptException {
    int byFile = Long.compare(file(record), file);
    return byFile != 0 ? byFile : NameOrder.BINARY.compare(name(record), name);
  }

  /** Keys are two pad bytes, the file, the start block, the length of the name and the name. */
  private static long file(BTreeRecord record) throws CorruptException {
    record.requireKey(12);
    return record.keyUnsignedInt(2);
  }

  private static String name(BTreeRecord record) throws CorruptException {
    record.requireKey(12);
    int length = record.keyUnsignedShort(10);
    if (length > MAX_NAME || 12 + 2 * length > record.keyLength()) {
      throw corrupt(file(record), "has an attribute name of " + length + " characters");
    }
    return Names.units(record.node(), record.key() + 12, length);
  }

  private static CorruptException corrupt(long file, String what) {
    return new CorruptException(HfsVolume.FORMAT, file, "file " + file + " " + what);
  }

  /** A value, and whether the cursor stands on a record after it. */
  private record Value(byte[] bytes, boolean more) {}
}
