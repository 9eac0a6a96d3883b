package io.github.macnightly.partition;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * The header of a GUID partition table, whose checksum and bounds have been checked.
 *
 * @param blockSize bytes per block, which the table does not say: it is where the header was found
 * @param entriesBlock the block where the array of entries starts
 * @param entryCount number of entries, used or not
 * @param entrySize bytes per entry
 * @param entriesCrc CRC-32 over all entries
 */
record GptHeader(int blockSize, long entriesBlock, int entryCount, int entrySize, int entriesCrc) {

  static final long SIGNATURE = 0x5452415020494645L; // "EFI PART" read as little-endian

  private static final int MIN_SIZE = 92;
  private static final int MAX_ENTRIES = 4096;
  private static final int MAX_ENTRY_SIZE = 4096;

  static boolean isAt(Source disk, long at) throws IOException {
    return at >= 0
        && at <= disk.size() - MIN_SIZE
        && disk.read(at, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong() == SIGNATURE;
  }

  static GptHeader read(Source disk, long at, int blockSize) throws IOException {
    disk.requireInside(Gpt.FORMAT, at, blockSize);
    ByteBuffer b = disk.read(at, blockSize).order(ByteOrder.LITTLE_ENDIAN);
    if (b.getLong(0) != SIGNATURE) {
      throw new CorruptException(Gpt.FORMAT, at, "no header signature EFI PART");
    }
    int size = b.getInt(12);
    if (size < MIN_SIZE || size > blockSize) {
      throw new CorruptException(Gpt.FORMAT, at + 12, "header size " + size + " is impossible");
    }
    checkCrc(b, size, at);
    GptHeader header =
        new GptHeader(blockSize, b.getLong(72), b.getInt(80), b.getInt(84), b.getInt(88));
    header.check(disk, at);
    return header;
  }

  private static void checkCrc(ByteBuffer b, int size, long at) throws CorruptException {
    int wanted = b.getInt(16);
    CRC32 crc = new CRC32();
    crc.update(b.array(), 0, 16);
    crc.update(new byte[4]);
    crc.update(b.array(), 20, size - 20);
    if ((int) crc.getValue() != wanted) {
      throw new CorruptException(
          Gpt.FORMAT,
          at,
          String.format("header checksum is %08x, wanted %08x", crc.getValue(), wanted));
    }
  }

  private void check(Source disk, long at) throws IOException {
    if (entryCount < 0 || entryCount > MAX_ENTRIES) {
      throw new LimitExceededException(
          Gpt.FORMAT, at + 80, Integer.toUnsignedString(entryCount) + " entries", MAX_ENTRIES);
    }
    if (entrySize < 128 || entrySize > MAX_ENTRY_SIZE) {
      throw new CorruptException(Gpt.FORMAT, at + 84, "entry size " + entrySize);
    }
    if (entriesBlock < 0 || entriesBlock > disk.size() / blockSize) {
      throw new CorruptException(Gpt.FORMAT, at + 72, "entries at block " + entriesBlock);
    }
  }

  /** Returns all entries after a check of their sum. */
  ByteBuffer entries(Source disk) throws IOException {
    long at = entriesBlock * blockSize;
    int length = entryCount * entrySize;
    disk.requireInside(Gpt.FORMAT, at, length);
    ByteBuffer entries = disk.read(at, length).order(ByteOrder.LITTLE_ENDIAN);
    CRC32 crc = new CRC32();
    crc.update(entries.array());
    if ((int) crc.getValue() != entriesCrc) {
      throw new CorruptException(
          Gpt.FORMAT,
          at,
          String.format("checksum of entries is %08x, wanted %08x", crc.getValue(), entriesCrc));
    }
    return entries;
  }
}
