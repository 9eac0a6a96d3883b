package io.github.macnightly.partition;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** GUID partition tables. */
final class Gpt {

  static final String FORMAT = "GPT";

  /** Disk images count in 512; copies of disks with large sectors in 4096. */
  private static final int[] BLOCK_SIZES = {512, 4096};

  private static final String UNUSED = "00000000-0000-0000-0000-000000000000";

  private static final Map<String, String> NAMES =
      Map.of(
          "48465300-0000-11AA-AA11-00306543ECAC", "Apple_HFS",
          "7C3457EF-0000-11AA-AA11-00306543ECAC", "Apple_APFS",
          "53746F72-6167-11AA-AA11-00306543ECAC", "Apple_CoreStorage",
          "426F6F74-0000-11AA-AA11-00306543ECAC", "Apple_Boot",
          "52414944-0000-11AA-AA11-00306543ECAC", "Apple_RAID",
          "55465300-0000-11AA-AA11-00306543ECAC", "Apple_UFS",
          "C12A7328-F81F-11D2-BA4B-00A0C93EC93B", "EFI",
          "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7", "Microsoft Basic Data");

  private Gpt() {}

  /** Returns nothing when neither end of the disk has such a table. */
  static Optional<PartitionTable> read(Source disk) throws IOException {
    for (int blockSize : BLOCK_SIZES) {
      if (GptHeader.isAt(disk, blockSize)) {
        return Optional.of(new PartitionTable(FORMAT, readWithCopy(disk, blockSize)));
      }
    }
    if (Mbr.isProtective(disk)) {
      for (int blockSize : BLOCK_SIZES) {
        if (GptHeader.isAt(disk, copyAt(disk, blockSize))) {
          return Optional.of(
              new PartitionTable(FORMAT, readAt(disk, copyAt(disk, blockSize), blockSize)));
        }
      }
    }
    return Optional.empty();
  }

  private static List<Partition> readWithCopy(Source disk, int blockSize) throws IOException {
    try {
      return readAt(disk, blockSize, blockSize);
    } catch (FormatException primary) {
      if (!GptHeader.isAt(disk, copyAt(disk, blockSize))) {
        throw primary;
      }
      try {
        return readAt(disk, copyAt(disk, blockSize), blockSize);
      } catch (FormatException copy) {
        primary.addSuppressed(copy);
        throw primary;
      }
    }
  }

  private static long copyAt(Source disk, int blockSize) {
    return disk.size() / blockSize * blockSize - blockSize;
  }

  private static List<Partition> readAt(Source disk, long at, int blockSize) throws IOException {
    GptHeader header = GptHeader.read(disk, at, blockSize);
    ByteBuffer entries = header.entries(disk);
    List<Partition> partitions = new ArrayList<>();
    for (int i = 0; i < header.entryCount(); i++) {
      int entry = i * header.entrySize();
      String type = guid(entries, entry);
      if (!type.equals(UNUSED)) {
        partitions.add(partition(entries, entry, disk, header));
      }
    }
    return partitions;
  }

  private static Partition partition(ByteBuffer entries, int at, Source disk, GptHeader header)
      throws CorruptException {
    String type = guid(entries, at);
    long first = entries.getLong(at + 32);
    long last = entries.getLong(at + 40);
    long blocks = disk.size() / header.blockSize();
    if (first < 0 || last < first - 1 || last >= blocks) {
      throw new CorruptException(
          FORMAT,
          header.entriesBlock() * header.blockSize() + at,
          "partition of blocks " + first + " to " + last + " on a disk of " + blocks);
    }
    return new Partition(
        name(entries, at + 56),
        NAMES.getOrDefault(type, type),
        first * header.blockSize(),
        (last - first + 1) * header.blockSize());
  }

  private static String name(ByteBuffer entries, int at) {
    String name = new String(entries.array(), at, 72, StandardCharsets.UTF_16LE);
    int end = name.indexOf('\0');
    return end < 0 ? name : name.substring(0, end);
  }

  /** The first three groups of a GUID are stored little-endian, the other two as written. */
  private static String guid(ByteBuffer b, int at) {
    long tail = Long.reverseBytes(b.getLong(at + 8));
    return String.format(
        Locale.ROOT,
        "%08X-%04X-%04X-%04X-%012X",
        b.getInt(at),
        b.getShort(at + 4),
        b.getShort(at + 6),
        tail >>> 48,
        tail & 0xffff_ffff_ffffL);
  }
}
