package io.github.macnightly.partition;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Master boot records with their chains of extended partitions. */
final class Mbr {

  private static final String FORMAT = "MBR";
  private static final int SECTOR = 512;
  private static final int FIRST_ENTRY = 446;
  private static final int ENTRIES = 4;
  private static final int ENTRY_LENGTH = 16;
  private static final int PROTECTIVE = 0xee;
  private static final int MAX_CHAIN = 256;

  private final Source disk;
  private final List<Partition> partitions = new ArrayList<>();

  private Mbr(Source disk) {
    this.disk = disk;
  }

  /** One line of a table; places are sectors from the start of the disk. */
  private record Entry(int status, int type, long start, long length) {

    static Entry read(ByteBuffer table, int index, long start, long chainStart) {
      int at = FIRST_ENTRY + index * ENTRY_LENGTH;
      int type = table.get(at + 4) & 0xff;
      boolean link = type == 0x05 || type == 0x0f || type == 0x85;
      long relative = Integer.toUnsignedLong(table.getInt(at + 8));
      return new Entry(
          table.get(at) & 0xff,
          type,
          relative + (link ? chainStart : start),
          Integer.toUnsignedLong(table.getInt(at + 12)));
    }

    boolean isExtended() {
      return type == 0x05 || type == 0x0f || type == 0x85;
    }

    boolean isUsed() {
      return type != 0 && length != 0;
    }
  }

  /** Says whether the table covers a disk that is divided by a GPT. */
  static boolean isProtective(Source disk) throws IOException {
    Optional<ByteBuffer> table = table(disk, 0);
    return table.isPresent() && table.get().get(FIRST_ENTRY + 4) == (byte) PROTECTIVE;
  }

  /** Returns nothing when the disk has no such table, or only something that looks like one. */
  static Optional<PartitionTable> read(Source disk) throws IOException {
    Optional<ByteBuffer> table = table(disk, 0);
    if (table.isEmpty() || !makesSense(disk, table.get())) {
      return Optional.empty();
    }
    Mbr mbr = new Mbr(disk);
    mbr.addAll(table.get());
    return Optional.of(new PartitionTable(FORMAT, mbr.partitions));
  }

  private static Optional<ByteBuffer> table(Source disk, long sector) throws IOException {
    if (disk.size() < SECTOR || sector > disk.size() / SECTOR - 1) {
      return Optional.empty();
    }
    ByteBuffer table = disk.read(sector * SECTOR, SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    return table.getShort(510) == (short) 0xaa55 ? Optional.of(table) : Optional.empty();
  }

  /** The boot code of a bare volume lies where the entries would be, so each must be plausible. */
  private static boolean makesSense(Source disk, ByteBuffer table) {
    boolean any = false;
    for (int i = 0; i < ENTRIES; i++) {
      Entry entry = Entry.read(table, i, 0, 0);
      if ((entry.status & 0x7f) != 0) {
        return false;
      }
      if (entry.isUsed()) {
        any = true;
        if (entry.start == 0 || entry.start >= disk.size() / SECTOR) {
          return false;
        }
      }
    }
    return any;
  }

  private void addAll(ByteBuffer table) throws IOException {
    for (int i = 0; i < ENTRIES; i++) {
      Entry entry = Entry.read(table, i, 0, 0);
      if (entry.isUsed() && entry.isExtended()) {
        addChain(entry.start);
      } else if (entry.isUsed()) {
        add(entry);
      }
    }
  }

  /** Follows the tables of an extended partition: each has one partition and a link to the next. */
  private void addChain(long chainStart) throws IOException {
    Set<Long> seen = new HashSet<>();
    long at = chainStart;
    while (at != 0) {
      if (!seen.add(at)) {
        throw new CorruptException(FORMAT, at * SECTOR, "extended partitions form a ring");
      }
      if (seen.size() > MAX_CHAIN) {
        throw new LimitExceededException(
            FORMAT, at * SECTOR, "chain of extended partitions", MAX_CHAIN);
      }
      long next = 0;
      Optional<ByteBuffer> table = table(disk, at);
      if (table.isEmpty()) {
        throw new CorruptException(FORMAT, at * SECTOR, "no table in an extended partition");
      }
      for (int i = 0; i < 2; i++) {
        Entry entry = Entry.read(table.get(), i, at, chainStart);
        if (entry.isUsed() && entry.isExtended()) {
          next = entry.start;
        } else if (entry.isUsed()) {
          add(entry);
        }
      }
      at = next;
    }
  }

  private void add(Entry entry) throws CorruptException {
    if (entry.start > disk.size() / SECTOR - entry.length) {
      throw new CorruptException(
          FORMAT,
          entry.start * SECTOR,
          "partition of " + entry.length + " sectors on a disk of " + disk.size() / SECTOR);
    }
    partitions.add(
        new Partition(
            "",
            "0x" + Integer.toHexString(entry.type),
            entry.start * SECTOR,
            entry.length * SECTOR));
  }
}
