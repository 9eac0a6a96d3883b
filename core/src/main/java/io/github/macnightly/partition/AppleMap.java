package io.github.macnightly.partition;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Apple partition maps. */
final class AppleMap {

  private static final String FORMAT = "APM";
  private static final short DRIVER_MAP = 0x4552; // "ER"
  private static final short ENTRY = 0x504D; // "PM"
  private static final int ENTRY_LENGTH = 512;
  private static final int MAX_ENTRIES = 4096;

  private AppleMap() {}

  /** Returns nothing when the disk has no such map. */
  static Optional<PartitionTable> read(Source disk) throws IOException {
    if (disk.size() < 2 * ENTRY_LENGTH) {
      return Optional.empty();
    }
    ByteBuffer first = disk.read(0, 4);
    int said = first.getShort(0) == DRIVER_MAP ? first.getShort(2) & 0xffff : 0;
    for (int blockSize : new int[] {said, 512, 2048}) {
      // without a driver map only the usual place counts: two letters are a weak signature
      if (blockSize >= 512 && (said != 0 || blockSize == 512) && isEntry(disk, blockSize)) {
        return Optional.of(new PartitionTable(FORMAT, entries(disk, blockSize)));
      }
    }
    return Optional.empty();
  }

  private static boolean isEntry(Source disk, long at) throws IOException {
    return at <= disk.size() - ENTRY_LENGTH && disk.read(at, 2).getShort() == ENTRY;
  }

  private static List<Partition> entries(Source disk, int blockSize) throws IOException {
    long count = Integer.toUnsignedLong(disk.read(blockSize, 8).getInt(4));
    if (count > MAX_ENTRIES) {
      throw new LimitExceededException(FORMAT, blockSize + 4, count + " entries", MAX_ENTRIES);
    }
    List<Partition> partitions = new ArrayList<>();
    for (long i = 1; i <= count; i++) {
      long at = i * blockSize;
      disk.requireInside(FORMAT, at, ENTRY_LENGTH);
      ByteBuffer entry = disk.read(at, ENTRY_LENGTH);
      if (entry.getShort(0) != ENTRY) {
        throw new CorruptException(
            FORMAT, at, "entry " + i + " of " + count + " lacks its signature PM");
      }
      partition(disk, entry, at, blockSize).ifPresent(partitions::add);
    }
    return partitions;
  }

  private static Optional<Partition> partition(
      Source disk, ByteBuffer entry, long at, int blockSize) throws CorruptException {
    String type = text(entry, 48);
    long offset = Integer.toUnsignedLong(entry.getInt(8)) * blockSize;
    long length = Integer.toUnsignedLong(entry.getInt(12)) * blockSize;
    if (offset > disk.size() - length) {
      if (type.equals("Apple_Free")) {
        return Optional.empty();
      }
      throw new CorruptException(
          FORMAT,
          at + 8,
          "partition of bytes " + offset + "+" + length + " on a disk of " + disk.size());
    }
    return Optional.of(new Partition(text(entry, 16), type, offset, length));
  }

  private static String text(ByteBuffer entry, int at) {
    String field = new String(entry.array(), at, 32, StandardCharsets.ISO_8859_1);
    int end = field.indexOf('\0');
    return end < 0 ? field : field.substring(0, end);
  }
}
